/**
 * How long a connection, or a proxy's answer to CONNECT, may take, in milliseconds. Well below the timeout of a request, so
 * that there is time left for the backup host.
 */
export const connectTimeoutMs = 4_000;
