// Stands in for the two plugins that `@actions/github` gives its Octokit: nobody here asks them for anything, and
// building a function for each of GitHub's 900 routes takes time.

type Plugin = () => Record<string, never>;

export const restEndpointMethods: Plugin = () => ({});
export const paginateRest: Plugin = () => ({});
