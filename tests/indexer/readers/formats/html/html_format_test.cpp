#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/indexer/readers/formats/read_format.h"

namespace gisa {
namespace {

TEST(Html, Pages) {
  const struct {
    std::string page;
    std::string article;
  } cases[] = {
      {"<html><head><title>가 - "
       "느티일보</title></head><body><nav>메뉴</nav><article><h1>가</h1><p>나 <b>다</b>."
       "</p><p>라</p></article><footer>회사</footer></body></html>",
       "title=가 | body=나 다.\n라"},
      {"<html><head><meta property=\"og:title\" content=\"가\"><meta property=\"og:site_name\" "
       "content=\"느티일보\"><meta property=\"article:published_time\" "
       "content=\"2024-03-05\"><meta "
       "property=\"article:section\" content=\"사회\"></head><body><div "
       "id=\"articleBodyContents\">나<br>다"
       "<script>x</script></div></body></html>",
       "title=가 | body=나\n다 | date=2024-03-05 | press=느티일보 | section=사회"},
      {"<html><script "
       "type=\"application/ld+json\">[{\"@type\":[\"NewsArticle\"],\"headline\":\"가\","
       "\"articleBody\":\"나\",\"author\":[{\"name\":\"홍길동\"},{\"name\":\"임꺽정\"}],"
       "\"publisher\":{\"name\":"
       "\"느티일보\"}}]</script><body>x</body></html>",
       "title=가 | body=나 | press=느티일보 | reporter=홍길동, 임꺽정"},
      {"<html><title>가</title><script type=\"application/ld+json\">\n//<![CDATA[\n"
       "{\"@type\":\"NewsArticle\",\"headline\":\"나\"}\n//]]>\n</script>"
       "<article><p>다</p><table><tr><th>라</th><td>마</td></tr></table>"
       "<div class=\"ad\">광고</div><div class=\"x related\"><a>바</a></div></article></html>",
       "title=나 | body=다\n라 마"},
      // A portal's page.
      {"<html><head><meta property=\"og:site_name\" content=\"네이버 뉴스\"><meta "
       "property=\"og:article:author\" "
       "content=\"느티일보 | 네이버\"></head><body><h2>가</h2><span data-date-time=\"2024-03-05 "
       "10:00:00\">입력</span>"
       "<article id=\"dic_area\"><span class=\"end_photo_org\"><img><em "
       "class=\"img_desc\">사진</em></span>나<br><br>다"
       "</article></body></html>",
       "body=나\n다 | date=2024-03-05 10:00:00 | press=느티일보"},
      {"<body><div><a>짧은</a></div><div><p>긴 문단이 여기에 있다.</p><p>그리고 "
       "또.</p></div></body>",
       "body=긴 문단이 여기에 있다.\n그리고 또."},
      // Portals that say whose article it is beside their own name.
      {"<html><head><meta property=\"og:site_name\" content=\"다음\"><meta "
       "name=\"article:media_name\" content=\"느티일보\"></head><body><p>가</p></body></html>",
       "body=가 | press=느티일보"},
      {"<html><head><meta property=\"og:article:author\" content=\"다음뉴스 | 느티일보\"></head>"
       "<body><p>가</p></body></html>",
       "body=가 | press=느티일보"},
      // Naver until 2021; the second one is the time of a change.
      {"<body><span class=\"t11\">2019.05.31. 오후 11:24</span><span class=\"t11\">2019.06.01. "
       "오전 "
       "1:00</span><div id=\"articleBodyContents\">가</div></body>",
       "body=가 | date=2019.05.31. 오후 11:24"},
      {"<article>가<div class=\"ab_related_article\">나</div><div "
       "class=\"ad_wrap\">다</div>라</article>",
       "body=가\n라"},
      // A date that is nowhere but in the text.
      {"<p>최종편집 2024-03-07 10:00</p><ul><li>기자 홍길동</li><li>승인 2024.03.05 10:20</li></ul>"
       "<article>가</article><p>등록 2024.03.06</p>",
       "body=가 | date=승인 2024.03.05 10:20"},
      {"<p>입력&nbsp;2024.03.05</p><article>가</article>", "body=가 | date=입력 2024.03.05"},
      {"<dl><dt>입력 :</dt><dd>2024.03.05. 오후 3:20</dd></dl><article>가</article>",
       "body=가 | date=입력 : 2024.03.05. 오후 3:20"},
      {"<p>등록</p><p>문의 2024.03.05</p><p>입력 작업은 2024.03.05 끝난다</p><article>가</article>",
       "body=가"},
      {"<p>등록 2024.03.06</p><time datetime=\"2024-03-05\"></time><article>가</article>",
       "body=가 | date=2024-03-05"},
      // What readers wrote below it, and the address it is best known by.
      {"<link rel=\"canonical\" href=\"https://느티.example/1\"><article>가<section "
       "id=\"comments\"><article>나</article></section><div class=\"x\n ad\">다</div></article>",
       "body=가 | url=https://느티.example/1"},
      // A page that its script fills: the text stands in the data for it.
      {"<html><head><meta property=\"og:title\" content=\"가\"><script>window.x='{';"
       "Fusion.globalContent={\"content_elements\":[{\"type\":\"text\",\"content\":\"나 \\\"}\\\" "
       "<b>다</b>.\"},{\"type\":\"image\",\"content\":\"사진\",\"caption\":\"설명\"},"
       "{\"type\":\"text\",\"content\":\"라.\"}],\"display_date\":\"2024-03-05T01:00:00Z\","
       "\"credits\":{\"by\":[{\"name\":\"홍길동\"},{\"name\":\"임꺽정\"}]}};Fusion.y={};</script></"
       "head>"
       "<body><div id=\"fusion-app\">메뉴</div></body></html>",
       "title=가 | body=나 \"}\" <b>다</b>.\n라. | date=2024-03-05T01:00:00Z | "
       "reporter=홍길동, 임꺽정"},
      {"<script>Fusion.globalContent={\"content_elements\":[{\"type\":\"text\",\"content\":\"가\"}]"
       "}"
       "</script><article>가 나</article>",
       "body=가 나"},
      {"<script>Fusion.globalContent={\"content_elements\":[{</script><article>가</article>",
       "body=가"},
      // Or it is nowhere.
      {"<html><head><title>가</title><meta name=\"description\" "
       "content=\"나\"><script>x</script></head>"
       "<body><div id=\"app\"></div></body></html>",
       "title=가 | body=나"},
  };
  for (const auto& c : cases) {
    Article article = find_article_format("html")->parse(c.page, {"a.html"});
    std::string body;  // without the blank lines that the cleaner takes
    for (std::size_t at = 0; at < article.body.size(); ++at) {
      const bool doubled = article.body[at] == '\n' && (body.empty() || body.back() == '\n');
      if (!doubled) body += article.body[at];
    }
    while (body.ends_with('\n')) body.pop_back();
    article.body = body;
    EXPECT_EQ(show(article), c.article) << c.page;
  }
}

TEST(Html, APageThatAScriptFills) {
  const auto remark = [](std::string_view page) {
    ReadingNotes notes;
    find_article_format("html")->parse(page, {"a.html", 0, &notes});
    return notes.remark;
  };
  const std::string head =
      "<html><head><title>가</title><meta name=\"description\" content=\"나\"><script>x</script>"
      "</head><body>";
  EXPECT_EQ(remark(head + "</body></html>"),
            "a script fills the page with its text: only title and description are read");
  EXPECT_EQ(remark(head + "<p>다</p></body></html>"), "");
  EXPECT_THROW(remark("<html><head><title>가</title></head><body></body></html>"), Error);
}

TEST(Html, DeepNestingIsNoTrouble) {
  std::string page = "<body>";
  for (int i = 0; i < 100'000; ++i) page += "<div>";
  try {
    find_article_format("html")->parse(page + "가", {"a.html"});
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kBadInput);
  }
}

}  // namespace
}  // namespace gisa
