from __future__ import annotations

from tests.factories import Paper, article
from tests.site.readings import edition, names


def test_stories_stand_newest_first_and_those_of_one_moment_by_file_name(paper: Paper) -> None:
    for name, date in [
        ("b", "2026-03-20 08:30"),
        ("a", "2026-03-20 08:30"),
        ("old", "2026-03-19 23:59"),
        ("zone", "2026-03-20T00:31:00Z"),
    ]:
        paper.write(f"articles/{name}.md", article(日期=date))
    assert names(edition(paper).articles) == ["zone", "a", "b", "old"]


def test_every_kind_has_its_place(paper: Paper) -> None:
    paper.write("articles/live.md", article())
    paper.write("articles/draft.md", article(状态="草稿"))
    paper.write("articles/review.md", article(状态="待审"))
    paper.write("articles/later.md", article(日期="2026-03-22 08:01"))
    paper.write("articles/gone.md", article(状态="已撤回"))
    paper.write("articles/over.md", article(失效="2026-03-21"))
    paper.write("notices/live-notice.md", article(栏目=None))
    paper.write("notices/over-notice.md", article(栏目=None, 失效="2026-03-21"))
    paper.write("articles/notice-by-column.md", article(栏目="通知公告"))
    paper.write("pages/about.md", "标题：关于我们\n\n我们是谁。\n")
    found = edition(paper)
    assert names(found.articles) == ["live"]
    assert names(found.notices) == ["notice-by-column", "live-notice"]
    assert names(found.expired) == ["over", "over-notice"]
    assert names(found.withdrawn) == ["gone"]
    assert names(found.pages) == ["about"]
    assert names(found.listed) == ["live", "notice-by-column", "live-notice"]
    assert set(names(found.readable)) == {*names(found.listed), "over", "over-notice"}


def test_months_follow_the_site_s_zone_newest_first_and_keep_what_expired(paper: Paper) -> None:
    paper.write("articles/a.md", article(日期="2026-02-28T16:30:00Z"))  # 1 March in Shanghai
    paper.write("articles/b.md", article(日期="2026-02-28 23:30"))
    paper.write("articles/c.md", article(日期="2025-12-31", 失效="2026-01-31"))
    months = edition(paper).months
    assert [(month, names(items)) for month, items in months.items()] == [
        ((2026, 3), ["a"]),
        ((2026, 2), ["b"]),
        ((2025, 12), ["c"]),
    ]
