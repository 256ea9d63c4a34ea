export default { layout: "standing.njk", kind: "standing", permalink: (data) => `/${data.page.fileSlug}/` };
