// Eleventy as its own documentation sets it up: directory data files, collections made once, Nunjucks.

const SIZE = 20;
const COLUMNS = ["要闻", "社区", "民生", "文化", "校园", "健康", "指南", "人物"];
const two = (number) => String(number).padStart(2, "0");

// Dates are written in the newsroom's zone, whatever the machine's.
const local = (date) => new Date(date.getTime() + 8 * 3600 * 1000);

export default function (config) {
  config.addPassthroughCopy("images");
  config.addPassthroughCopy("theme");
  config.addWatchTarget("theme");
  config.addGlobalData("site", {
    title: "禾样邻里",
    subtitle: "量一量有多快",
    url: "https://heyang-linli.example",
    publisher: "禾样区融媒体中心",
    columns: COLUMNS,
  });

  const newest = (items) => items.sort((one, other) => other.date - one.date || (one.url < other.url ? -1 : 1));
  const articles = (api) => newest(api.getFilteredByGlob("articles/**/*.md"));
  const notices = (api) => newest(api.getFilteredByGlob("notices/*.md"));

  config.addCollection("articles", articles);
  config.addCollection("notices", notices);
  config.addCollection("columns", (api) => Object.fromEntries(group(articles(api), (data) => data.columns)));

  // Every page of every list, so that one template with `size: 1` writes them all.
  config.addCollection("lists", (api) => {
    const all = articles(api);
    const stories = newest([...all, ...notices(api)]);
    const lists = [
      ...pages("/latest/", "最新", all),
      ...pages("/notices/", "通知公告", notices(api)),
    ];
    for (const kind of ["columns", "tags", "people", "months"]) {
      for (const [name, items] of group(stories, (data) => data[kind])) lists.push(...pages(`/${kind}/${name}/`, name, items));
    }
    return lists;
  });
  config.addCollection("indexes", (api) => {
    const stories = [...articles(api), ...notices(api)];
    const titles = { columns: "栏目", tags: "标签", people: "作者索引", months: "往期" };
    return Object.entries(titles).map(([kind, title]) => ({
      url: `/${kind}/`,
      title,
      terms: [...group(stories, (data) => data[kind])]
        .map(([name, items]) => ({ name, url: `/${kind}/${name}/`, count: items.length }))
        .sort((one, other) => other.count - one.count),
    }));
  });

  config.addFilter("day", (date) => `${local(date).getUTCFullYear()}年${local(date).getUTCMonth() + 1}月${local(date).getUTCDate()}日`);
  config.addFilter("clock", (date) => `${two(local(date).getUTCHours())}:${two(local(date).getUTCMinutes())}`);
  config.addFilter("iso", (date) => local(date).toISOString().replace(".000Z", "+08:00"));
  config.addFilter("year", (date) => local(date).getUTCFullYear());
  config.addFilter("first", (items, count) => (items ?? []).slice(0, count));
  config.addFilter("characters", (html) => (html ?? "").replace(/<[^>]*>/g, "").length);
  config.addFilter("minutes", (count) => Math.max(1, Math.round(count / 400)));
  config.addFilter("related", related);

  return {
    dir: { input: ".", output: "_site", includes: "_includes" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
}

function group(items, names) {
  const groups = new Map();
  for (const item of items) {
    for (const name of names(item.data) ?? []) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
  }
  return groups;
}

function pages(url, title, items) {
  const last = Math.max(1, Math.ceil(items.length / SIZE));
  const at = (number) => (number === 1 ? url : `${url}page/${number}/`);
  return Array.from({ length: last }, (_, index) => ({
    url: at(index + 1),
    title,
    total: items.length,
    number: index + 1,
    last,
    newer: index > 0 ? at(index) : "",
    older: index + 1 < last ? at(index + 2) : "",
    oldest: at(last),
    entries: items.slice(index * SIZE, (index + 1) * SIZE),
  }));
}

// The stories that share most tags; which stories have a tag is looked up once.
const tagged = new WeakMap();

function related(stories, url, tags, limit) {
  if (!tagged.has(stories)) tagged.set(stories, group(stories, (data) => data.tags));
  const shared = new Map();
  for (const tag of tags ?? []) {
    for (const item of tagged.get(stories).get(tag) ?? []) {
      if (item.url !== url) shared.set(item, (shared.get(item) ?? 0) + 1);
    }
  }
  return [...shared].sort((one, other) => other[1] - one[1]).slice(0, limit).map(([item]) => item);
}
