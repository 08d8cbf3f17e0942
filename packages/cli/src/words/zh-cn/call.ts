import type { Words } from "../en/english.ts";

const seeDescribe = "请用 --describe 查看。";
const didYouMean = (name: string): string => `您是否想输入 \`${name}\`？`;

export const callWords: Words["call"] = {
  badField: (field, why) => ({
    what: `--field ${field}：${why}`,
    remedy: "请写成 name=value；a.b=value 表示嵌套字段，a[]=value 表示向列表添加。",
  }),
  noNameAndValue: "应为 name=value 的形式。",
  badName: "名称为空或不允许使用。",
  onlyLastAdds: "只有最后一个名称可以以 [] 结尾。",
  noList: (name) => `${name} 不是列表。`,
  holdsValue: (name) => `${name} 已有值。`,
  inputNotJson: (file, why) => ({ what: `--input ${file} 不是有效的 JSON。`, why, remedy: "请改正后重试。" }),
  inputNoObject: (file) => ({ what: `--input ${file} 必须是 JSON 对象。`, remedy: '请写成 {"field": …}。' }),
  notACommand: (command) => ({
    what: `\`${command}\` 不是 API 的命令。`,
    remedy: "请按官方文档写成 service/command，例如 openim/sendmsg。全部命令见 `chat-ip call --list`。",
  }),
  noneFound: (word) => ({
    what: `没有名称或用途包含 \`${word}\` 的命令。`,
    remedy: "全部命令见 `chat-ip call --list`。回调见 `chat-ip webhook list`。",
  }),
  noPages: (command) => ({ what: `${command} 不分页应答。`, remedy: "请去掉 --paginate。" }),
  pagesRead: (count) => `共 ${count} 页。`,
  calling: (command) => `正在调用 ${command} …`,
  perSecond: (count) => `每秒最多 ${count} 次`,
  perCall: (most) => `单次上限：${most}`,
  required: "必填",
  unknownCommand: (command, near) => ({
    what: `此版本不认识命令 ${command}，但仍会发送。`,
    remedy: near === null ? "全部命令见 `chat-ip call --list`。" : didYouMean(near),
  }),
  unknownField: (command, field, near) => ({
    what: `此版本不认识 ${command} 的字段 \`${field}\`。`,
    remedy: near === null ? seeDescribe : didYouMean(near),
  }),
  inQuery: (name) => `${name}（查询参数）`,
  lacks: (command, fields) => ({ what: `${command} 缺少 ${fields.join("、")}。`, remedy: seeDescribe }),
  needsOneOf: (command, fields) => ({
    what: `${command} 需要以下字段之一：${fields.join("、")}。`,
    remedy: seeDescribe,
  }),

  noTarget: { what: "--to 必须是您的服务器地址。", remedy: "例如 --to http://127.0.0.1:3000/chat。" },
  targetWithPassword: {
    what: "--to 不能包含用户名或密码。",
    remedy: "腾讯云不会发送它们。请去掉，改由服务器校验签名。",
  },
  unknownAction: (action, remedy) => ({ what: `未知的操作 \`webhook ${action}\`。`, remedy }),
  unknownEvent: (event, near) => ({
    what: `未知的回调 \`${event}\`。`,
    remedy: near === null ? "全部回调见 `chat-ip webhook list`。" : didYouMean(near),
  }),
  serverSilent: (host, why) => ({
    what: `${host} 没有响应。`,
    why,
    remedy: "请检查服务器是否在运行，以及 --to 的地址。",
  }),
  wrongStatus: (status) => ({
    what: `响应的 HTTP 状态码为 ${status}，而腾讯云要求 200。`,
    remedy: "无论结果如何都请返回 200，由响应体中的 ErrorCode 表示结果。",
  }),
  noErrorCode: {
    what: "响应不是含 ErrorCode 的 JSON。",
    remedy: '请返回 {"ActionStatus":"OK","ErrorCode":0}。',
  },
  tooSlow: (ms) => ({
    what: `耗时 ${ms} 毫秒，而腾讯云只等待 2000 毫秒。`,
    remedy: "请先应答，再处理业务。",
  }),
  allowed: (ms) => `已允许，耗时 ${ms} 毫秒。`,
  refusedWith: (code, ms) => `已拒绝，ErrorCode 为 ${code}，耗时 ${ms} 毫秒。`,
};
