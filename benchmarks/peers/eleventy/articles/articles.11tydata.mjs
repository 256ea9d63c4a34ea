export default { layout: "article.njk", kind: "article", permalink: (data) => `/articles/${data.page.fileSlug}/` };
