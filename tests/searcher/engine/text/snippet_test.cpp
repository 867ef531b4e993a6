#include "searcher/engine/text/snippet.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "common/text/character_width.h"

namespace gisa {
namespace {

std::vector<MatchedRange> find_all(std::string_view text, const std::vector<std::string>& words) {
  std::vector<MatchedRange> matches;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    for (auto at = text.find(words[i]); at != std::string_view::npos;
         at = text.find(words[i], at + 1)) {
      matches.push_back({{at, at + words[i].size()}, i});
    }
  }
  std::ranges::sort(matches, {}, [](const MatchedRange& match) { return match.bytes.begin; });
  return matches;
}

std::string marked(const Snippet& snippet) {
  std::string out;
  std::size_t done = 0;
  for (const ByteRange& range : snippet.highlights) {
    out += snippet.text.substr(done, range.begin - done) + "[" +
           snippet.text.substr(range.begin, range.end - range.begin) + "]";
    done = range.end;
  }
  return out + snippet.text.substr(done);
}

TEST(Snippet, PicksTheSentenceWithMostOfTheQuery) {
  const std::string body = "금리가 올랐다. 한국은행이 금리를 3.5% 올렸다.\n다른 문단이다.";
  const auto matches = find_all(body, {"금리", "한국은행"});
  EXPECT_EQ(marked(make_snippet(body, matches, {1, 1}, 200)), "[한국은행]이 [금리]를 3.5% 올렸다.");
  EXPECT_EQ(marked(make_snippet(body, {}, {}, 200)), "금리가 올랐다.");
}

TEST(Snippet, QuotesCloseASentence) {
  const std::string body = "그는 \"끝났다.\" 금리는 그대로다.";
  EXPECT_EQ(marked(make_snippet(body, find_all(body, {"금리"}), {1}, 200)), "[금리]는 그대로다.");
}

TEST(Snippet, InitialsAndDatesEndNoSentence) {
  for (const std::string body :
       {"그는 존 F. 케네디를 닮았다.", "회의는 2025. 12. 30 케네디 회관에서 열렸다.",
        "책은 J.K. 롤링이 케네디에게 줬다."}) {
    const Snippet snippet = make_snippet(body, find_all(body, {"케네디"}), {1}, 200);
    EXPECT_EQ(snippet.text, body);
  }
  const std::string body = "비용은 30. 케네디는 웃었다. 등급은 A.\n케네디";
  EXPECT_EQ(make_snippet(body, find_all(body, {"비용"}), {1}, 200).text, "비용은 30.");
  EXPECT_EQ(make_snippet(body, find_all(body, {"등급"}), {1}, 200).text, "등급은 A.");
}

TEST(Snippet, CutsToItsWidth) {
  std::string body;
  for (int i = 0; i < 30; ++i) body += "가나다라 ";
  body += "금리 ";
  for (int i = 0; i < 30; ++i) body += "마바사아 ";
  const auto matches = find_all(body, {"금리"});
  for (std::size_t width = 8; width < 200; ++width) {
    const Snippet snippet = make_snippet(body, matches, {1}, width);
    EXPECT_LE(text_columns(snippet.text), width);
    EXPECT_EQ(snippet.text.find("\xEF\xBF\xBD"), std::string::npos);
    ASSERT_EQ(snippet.highlights.size(), 1u) << width;
    EXPECT_EQ(snippet.text.substr(snippet.highlights[0].begin, 6), "금리");
  }
}

TEST(Snippet, IsAnEllipsisWhereNothingFits) {
  const std::string body = "금리를 올렸다고 밝혔다";
  for (const std::vector<MatchedRange>& matches :
       {std::vector<MatchedRange>{}, std::vector<MatchedRange>{{{10, 16}, 0}}}) {
    for (std::size_t width = 1; width < 8; ++width) {
      const Snippet snippet = make_snippet(body, matches, {1}, width);
      EXPECT_LE(text_columns(snippet.text), width);
      EXPECT_EQ(snippet.text == "…", width < 4) << width;
    }
  }
  EXPECT_EQ(make_snippet("abc", {}, {1}, 1).text, "…");
  EXPECT_EQ(make_snippet("a", {}, {1}, 1).text, "a");
}

TEST(Snippet, NeverPartsCombiningMarks) {
  std::string body;
  for (int i = 0; i < 50; ++i) body += "\u1100\u1161\u11a8";  // 각 in NFD, no spaces at all
  const Snippet snippet = make_snippet(body, {}, {}, 11);
  EXPECT_EQ(text_columns(snippet.text), 9u);  // four syllables and the ellipsis
}

TEST(Snippet, EmptyBody) {
  EXPECT_EQ(make_snippet("", {}, {}, 80).text, "");
  EXPECT_EQ(make_snippet("\n \n", {}, {}, 80).text, "");
}

TEST(Snippet, RangesMerge) {
  const std::vector<MatchedRange> matches = {{{0, 6}, 0}, {{3, 9}, 1}, {{9, 12}, 0}, {{20, 23}, 0}};
  EXPECT_EQ(merge_ranges(matches), (std::vector<ByteRange>{{0, 12}, {20, 23}}));
}

}  // namespace
}  // namespace gisa
