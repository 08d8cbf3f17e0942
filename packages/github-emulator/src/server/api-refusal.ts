/** One element of the `errors` of a 422. */
export interface FieldError {
  readonly resource: string;
  readonly code: string;
  readonly field?: string;
  readonly value?: unknown;
  readonly message?: string;
}

/** Thrown for a request that GitHub would refuse; the server turns it into the answer. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  readonly status: number;
  readonly errors: readonly (FieldError | string)[] | null;
  /** Null: the route's own documentation. */
  readonly documentationUrl: string | null;

  constructor(
    status: number,
    message: string,
    more: { errors?: readonly (FieldError | string)[]; documentationUrl?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = more.errors ?? null;
    this.documentationUrl = more.documentationUrl ?? null;
  }
}

export function notFound(message = "Not Found"): ApiRefusal {
  return new ApiRefusal(404, message);
}

export function unprocessable(message: string): ApiRefusal {
  return new ApiRefusal(422, message);
}

export function validationFailed(...errors: (FieldError | string)[]): ApiRefusal {
  return new ApiRefusal(422, "Validation Failed", { errors });
}
