export default { layout: "article.njk", kind: "notice", permalink: (data) => `/notices/${data.page.fileSlug}/` };
