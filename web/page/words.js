// The words of the page, in Chinese and English.

const zh = {
  skip: '跳到整理后的文稿',
  lead: '把从网页、PDF 里抄来的讲话稿粘进来，看它变成干净的文稿：去掉什么、接上哪里、改了哪个字，处处说得出原因。',
  language: '界面语言',
  input: '原文',
  examples: '例子：',
  placeholder: '在这里粘贴或输入文字；也可以把文件拖到页面上，GBK、Big5、UTF-16 都行。',
  held: '文本太长，不放进输入框；标记和结果见下方。',
  file: '打开文件…',
  clear: '清空',
  encoding: '编码',
  automatic: (found) => (found ? `自动识别：${found}` : '自动识别'),
  private: '文字只在本机处理，不上传。',
  settings: '设置',
  changed: (count) => `已改 ${count} 项`,
  result: '结果',
  kinds: '各类改动的次数',
  reasons: '删除的原因和次数',
  source: '原文与标记',
  sourceHint: '指向标记，看原因',
  output: '整理后',
  copy: '复制为',
  copyText: '纯文本',
  cancel: '停止',
  keys: '按左右方向键逐个查看标记，按回车到另一边的对应处，按 Escape 离开。',
  why: '原因',
  whyEmpty: '把鼠标移到有颜色的地方，或用方向键逐个查看，这里会说明改了什么、为什么。',
  about: 'zhengwen 是一个 Rust 库和命令行工具；本页运行的就是它。',
  csp: '载入之后不再联网。',
  earlier: '前一部分',
  later: '后一部分',
  nothing: '还没有文字。',
  nothingLeft: '整理后没有剩下文字：全部都是网页的杂项。',
  unchanged: '没有要改的地方：这已经是整理好的文稿。',
  figures: ({ encoding, bytes, characters, blocks, took }) =>
    `${encoding} · ${bytes} · ${characters[0]} 字 → ${characters[1]} 字 · ${blocks} 段 · ${took}`,
  counted: (blocks, marks) => `整理完毕：${blocks} 段，${marks} 处改动。`,
  reading: (done) => `正在读取文件 ${done}`,
  cleaning: (size) => `正在整理 ${size}…`,
  stopped: '已停止。',
  copied: '已复制。',
  saved: '文本太长，剪贴板放不下，已存为文件。',
  copyFailed: '浏览器不允许复制。',
  linkCopied: '链接已复制：只含设置，不含文字。',
  surrogates: (count) => `原文有 ${count} 个残缺的字符（孤立代理项），显示为 U+FFFD。`,
  repairs: (count) => `解码时修复 ${count} 处。`,
  truncated: '文稿在句子中间断了（多半是付费预览）。',
  warnings: {
    interleaved_columns: '分栏的行似乎交错在一起，顺序无法恢复。',
    damaged: '有内容在到这里之前就已损坏（� 或 锟斤拷）。',
    too_long: '太长，原样保留。',
    unsettled: '反复整理没有结果，原样保留。',
  },
  refused: {
    bytes: '这不是文本文件：',
    encoding: '不认识的编码：',
    settings: '设置有误：',
    own: (number) => `第 ${number} 条自定规则有误：`,
    broken: '出了错，已重新开始：',
  },
  mark: { removed: '删除', joined: '接行', spaced: '空白', broken: '分段', masked: '掩码', changed: '改字' },
  says: {
    joined: '这里换行只是因为版面到了边，句子并没有完，所以接上。',
    spaced: '这里的空白不属于文字，去掉或改成通常的写法。',
    broken: '这里其实是两段，所以分开。',
    masked: '这是隐去的字，统一成一种写法，并判断它代表什么。',
    maskedKept: '这是隐去的字，判断出它代表什么，写法未动。',
    changed: '换成通行的字或标点。',
  },
  becomes: (before, after) => `${before} → ${after}`,
  gone: '（去掉）',
  from: '（添上）',
  rule: '规则',
  toText: '到输入框里的这一处',
  switchOff: '关掉这条规则',
  block: { title: '标题', byline: '题下', salutation: '称呼', heading: '小标题', paragraph: '段', omission: '略', signature: '落款' },
  placeholders: { date: '日期', number: '数目', person: '人名', place: '地名', organization: '单位', unknown: '其他' },
  reason: {
    navigation: ['导航', '菜单、路径、登录和搜索框、页面目录'],
    download: ['下载', '下载按钮、文件大小和格式、预览页数'],
    member: ['会员', '会员、积分和付费提示'],
    advert: ['广告', '广告、加群、“更多请访问”'],
    copyright: ['版权', '版权、转载和免责声明、备案号'],
    widget: ['控件', '分享、打印、字号、投票、评论框'],
    meta: ['信息', '作者、来源、日期、浏览次数、重复的标题'],
    related: ['相关', '上一篇、下一篇、相关文章、标签'],
    page_number: ['页码', 'PDF 的页码'],
    running_header: ['页眉', 'PDF 的页眉和页脚'],
    teaser: ['摘要', '重复开头的摘要'],
    noise: ['干扰', '防抄袭乱码、夹注的拼音、标签和实体'],
    preamble: ['编者', '小编的开场白'],
  },
  // Settings.
  styles: '掩码的写法',
  style: { canonical: '统一写法（XX）', keep: '照原样', tagged: '换成类名（⟨Person⟩）' },
  allKinds: '全部',
  sameAsAll: '同“全部”',
  rules: '规则',
  rulesHint: '去掉勾，这条规则就不用；括号里是它在当前文本中用到的次数。',
  stage: { chrome: '去掉网页杂项', layout: '接行与分段', inline: '字、标点、空白', placeholder: '掩码' },
  hit: '会改',
  nearMiss: '不改',
  own: '自定的删除规则',
  ownHint: '正则表达式；整行的规则要匹配一整行。',
  pattern: '表达式',
  ownReason: '原因',
  ownScope: '位置',
  scope: { line: '整行', head: '正文之上', tail: '正文之下', inline: '行内' },
  add: '添一条',
  take: '去掉这条',
  reset: '恢复默认',
  link: '复制带设置的链接',
};

const en = {
  skip: 'To the clean text',
  lead: 'Paste a Chinese speech copied from a web page or a PDF and see it become a clean document: what was taken out, joined and respelt, each with its reason.',
  language: 'Language of the page',
  input: 'Your text',
  examples: 'Examples:',
  placeholder: 'Paste or type here, or drop a file anywhere on the page: GBK, Big5, UTF-16 and others are recognised.',
  held: 'Too long for the text box; its marks and the result are below.',
  file: 'Open a file…',
  clear: 'Clear',
  encoding: 'Encoding',
  automatic: (found) => (found ? `Found: ${found}` : 'Found by itself'),
  private: 'Your text stays on this machine.',
  settings: 'Settings',
  changed: (count) => `${count} changed`,
  result: 'Result',
  kinds: 'Changes by kind',
  reasons: 'Removals by reason',
  source: 'Source, marked',
  sourceHint: 'Point at a mark to see why',
  output: 'Clean text',
  copy: 'Copy as',
  copyText: 'Text',
  cancel: 'Stop',
  keys: 'Left and right arrow keys go from mark to mark, Enter goes to the place on the other side, Escape leaves.',
  why: 'Why',
  whyEmpty: 'Point at anything coloured, or go from mark to mark with the arrow keys: what was done, and why, is told here.',
  about: 'zhengwen is a Rust library and a command line tool; this page runs it.',
  csp: 'Once loaded, it uses no network.',
  earlier: 'Earlier part',
  later: 'Later part',
  nothing: 'No text yet.',
  nothingLeft: 'Nothing is left: all of it was page furniture.',
  unchanged: 'Nothing to do: this is a clean text already.',
  figures: ({ encoding, bytes, characters, blocks, took }) =>
    `${encoding} · ${bytes} · ${characters[0]} → ${characters[1]} characters · ${blocks} block${blocks === '1' ? '' : 's'} · ${took}`,
  counted: (blocks, marks) => `Done: ${blocks} blocks, ${marks} changes.`,
  reading: (done) => `Reading the file, ${done}`,
  cleaning: (size) => `Cleaning ${size}…`,
  stopped: 'Stopped.',
  copied: 'Copied.',
  saved: 'Too long for the clipboard: saved as a file.',
  copyFailed: 'The browser does not allow copying.',
  linkCopied: 'Link copied: it carries the settings, not the text.',
  surrogates: (count) => `${count} broken characters (lone surrogates) of the source are shown as U+FFFD.`,
  repairs: (count) => `${count} places were repaired while decoding.`,
  truncated: 'The text stops in mid-sentence, as a paid preview does.',
  warnings: {
    interleaved_columns: 'Lines of columns seem to be interleaved; their order is lost.',
    damaged: 'Something was lost before the text got here (� or 锟斤拷).',
    too_long: 'Too long: kept as it is.',
    unsettled: 'Cleaning came to no end: kept as it is.',
  },
  refused: {
    bytes: 'This is no text file: ',
    encoding: 'Unknown encoding: ',
    settings: 'The settings are wrong: ',
    own: (number) => `Your rule ${number} is wrong: `,
    broken: 'Something broke; started again: ',
  },
  mark: { removed: 'Removed', joined: 'Joined', spaced: 'White space', broken: 'Split', masked: 'Mask', changed: 'Respelt' },
  says: {
    joined: 'The line ended here only because the page was that wide; the sentence goes on.',
    spaced: 'This white space is not part of the text: taken out, or written as usual.',
    broken: 'These are two blocks.',
    masked: 'A masked word, brought into one spelling; what it stands for is told from its neighbours.',
    maskedKept: 'A masked word; what it stands for is told from its neighbours.',
    changed: 'The usual character or punctuation mark instead.',
  },
  becomes: (before, after) => `${before} → ${after}`,
  gone: '(gone)',
  from: '(put in)',
  rule: 'Rule',
  toText: 'Go there in the text box',
  switchOff: 'Switch this rule off',
  block: { title: 'title', byline: 'byline', salutation: 'salutation', heading: 'heading', paragraph: '¶', omission: 'omission', signature: 'signature' },
  placeholders: { date: 'date', number: 'number', person: 'person', place: 'place', organization: 'organisation', unknown: 'unknown' },
  reason: {
    navigation: ['navigation', 'menus, breadcrumbs, login and search boxes, tables of contents of the page'],
    download: ['download', 'download buttons, file sizes and formats, preview page counts'],
    member: ['member', 'VIP, member, points and price prompts'],
    advert: ['advert', 'adverts, chat groups, “more at …”'],
    copyright: ['copyright', 'copyright, reprint and disclaimer notices, registration numbers'],
    widget: ['widget', 'share, print, font size, vote, comment boxes'],
    meta: ['page data', 'author, source, date, view count, second copies of the title'],
    related: ['related', 'previous and next, lists of other texts, tags'],
    page_number: ['page number', 'page numbers of a PDF'],
    running_header: ['running header', 'running headers and footers of a PDF'],
    teaser: ['teaser', 'a teaser that repeats the opening'],
    noise: ['noise', 'anti-copy noise: random strings, pinyin after characters, tags and entities'],
    preamble: ['preamble', 'an editor’s preamble'],
  },
  styles: 'Masked words are written',
  style: { canonical: 'in one spelling (XX)', keep: 'as they stand', tagged: 'as tags (⟨Person⟩)' },
  allKinds: 'all',
  sameAsAll: 'as all',
  rules: 'Rules',
  rulesHint: 'A rule without its tick is not used. In brackets: how often it was used in this text.',
  stage: { chrome: 'Page furniture', layout: 'Lines and blocks', inline: 'Characters, punctuation, spaces', placeholder: 'Masked words' },
  hit: 'changes',
  nearMiss: 'leaves',
  own: 'Removal rules of your own',
  ownHint: 'Regular expressions; one for lines has to match the whole line.',
  pattern: 'Expression',
  ownReason: 'Reason',
  ownScope: 'Where',
  scope: { line: 'whole line', head: 'above the speech', tail: 'below the speech', inline: 'inside a line' },
  add: 'Add one',
  take: 'Remove this rule',
  reset: 'Back to defaults',
  link: 'Copy link with settings',
};

const tables = { zh, en };
const KEY = 'language';

const remembered = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
};

export let language = remembered() in tables ? remembered() : (navigator.languages ?? []).some((tag) => /^zh\b/i.test(tag)) ? 'zh' : 'en';
export let words = tables[language];

export function setLanguage(name) {
  language = name;
  words = tables[name];
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // A page that may not remember asks the browser the next time.
  }
}

/** Puts the words where the page has places for them. */
export function translate(root = document) {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const node of root.querySelectorAll('[data-word]')) node.textContent = words[node.dataset.word];
  for (const node of root.querySelectorAll('[data-label]')) node.setAttribute('aria-label', words[node.dataset.label]);
  for (const node of root.querySelectorAll('[data-placeholder]')) node.placeholder = words[node.dataset.placeholder];
  for (const node of root.querySelectorAll('[data-language]')) node.setAttribute('aria-pressed', node.dataset.language === language);
}

export const number = (value) => value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en');

export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  while (bytes >= 1000 && unit < units.length - 1) {
    bytes /= 1000;
    unit++;
  }
  return `${bytes.toLocaleString('en', { maximumFractionDigits: unit && bytes < 100 ? 1 : 0 })} ${units[unit]}`;
}
