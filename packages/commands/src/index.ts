export type { CommandFacts } from "./command-facts.ts";
export type { CommandReply, EmptyBody, UnknownBody } from "./command-reply.ts";
export type { CommandAnswer, CommandBody, CommandName, CommandQuery } from "./command-types.ts";
export type { Commands } from "./commands/commands.ts";
export type {
  AccountResult,
  AndroidInfo,
  ApnsInfo,
  ApplyJoinOption,
  ContactGroup,
  ContactItem,
  CustomField,
  ForbidCallbackControl,
  GroupAttribute,
  GroupCounter,
  GroupInfo,
  GroupMember,
  GroupType,
  ImageInfo,
  InviteJoinOption,
  JoinedGroup,
  MarkedContact,
  MemberRole,
  MsgBody,
  MsgElement,
  MsgFlag,
  OfflinePushInfo,
  ProfileItem,
  ProfileTag,
  RelayMessage,
  SendMsgControl,
  SnsItem,
  SnsTag,
  TIMCustomElem,
  TIMFaceElem,
  TIMFileElem,
  TIMImageElem,
  TIMLocationElem,
  TIMRelayElem,
  TIMSoundElem,
  TIMTextElem,
  TIMVideoFileElem,
} from "./commands/shapes.ts";
export type { FieldFacts, Fields, RequestFields, ShapeFacts } from "./field-facts.ts";
export type { LastPage, NextPage, PagingFacts } from "./paging-facts.ts";
export type { PagedCommandName } from "./tables/paging.ts";
export type {
  DecidingWebhookCommand,
  WebhookAnswer,
  WebhookBody,
  WebhookCommand,
  WebhookEvent,
  WebhookQuery,
} from "./webhook-event.ts";
export type { WebhookAnswerCodes, WebhookDedupe, WebhookFacts } from "./webhook-facts.ts";
export type { WebhookMsgElement, WebhookReply } from "./webhook-reply.ts";
export type { Webhooks } from "./webhooks/webhooks.ts";
