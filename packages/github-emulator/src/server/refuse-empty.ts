import { type HostedRepository, isEmpty } from "../hosted-repository.ts";
import { ApiRefusal } from "./api-refusal.ts";

/** The Git Data API doesn't work before the first commit. @throws {ApiRefusal} 409 */
export async function refuseEmpty(repository: HostedRepository): Promise<void> {
  if (await isEmpty(repository)) throw new ApiRefusal(409, "Git Repository is empty.");
}
