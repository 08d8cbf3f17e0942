import { answerWith, type Handlers, succeed } from "./handler.ts";

/** The commands that import, check and delete accounts. */
export const accountCommands: Handlers<
  | "im_open_login_svc/account_import"
  | "im_open_login_svc/multiaccount_import"
  | "im_open_login_svc/account_check"
  | "im_open_login_svc/account_delete"
> = {
  "im_open_login_svc/account_import": ({ UserID }, { world }) => {
    world.accounts.add(UserID);
    return succeed();
  },
  "im_open_login_svc/multiaccount_import": ({ AccountList = [], Accounts = [] }, { world }) => {
    for (const account of [...AccountList.map(({ UserID }) => UserID), ...Accounts])
      world.accounts.add(account);
    return answerWith<"im_open_login_svc/multiaccount_import">({ FailAccounts: [] });
  },
  "im_open_login_svc/account_check": ({ CheckItem }, { world }) =>
    answerWith<"im_open_login_svc/account_check">({
      ResultItem: CheckItem.map(({ UserID }) => ({
        UserID,
        ResultCode: 0,
        ResultInfo: "",
        AccountStatus: world.accounts.has(UserID) ? "Imported" : "NotImported",
      })),
    }),
  "im_open_login_svc/account_delete": ({ DeleteItem }, { world }) =>
    answerWith<"im_open_login_svc/account_delete">({
      ResultItem: DeleteItem.map(({ UserID }) => {
        const known = world.accounts.delete(UserID);
        return known
          ? { UserID, ResultCode: 0, ResultInfo: "" }
          : { UserID, ResultCode: 70107, ResultInfo: "the account was not imported" };
      }),
    }),
};
