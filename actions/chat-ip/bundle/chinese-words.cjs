// Loads dist/chinese.js, the words of a run in Chinese, when they are first needed.
module.exports = { chineseWords: () => require("./chinese.js").chineseWords() };
