#include "searcher/terminal/printers/text_printer.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <regex>
#include <sstream>
#include <string>

#include "searcher/terminal/layout/display_width.h"

namespace gisa::terminal {
namespace {

constexpr TextStyle kPipe = {};
constexpr TextStyle kColored = {.color = true};

Hit sample_hit() {
  Hit hit;
  hit.rank = 1;
  hit.id = "a-1";
  hit.title = "기준금리 동결";
  hit.title_highlights = {{0, 12}};
  hit.date = "2024-01-11";
  hit.press = "연합뉴스";
  hit.section = "경제";
  hit.reporter = "김기자";
  hit.url = "https://example.com/1";
  hit.path = "news/1.json";
  hit.snippet = "한국은행이 기준금리를 동결했다.";
  hit.highlights = {{16, 28}};
  return hit;
}

std::string print(const Hit& hit, const TextStyle& style = kPipe) {
  return to_text({.query = {}, .total = {}, .hits = {hit}, .seconds = 0}, style);
}

std::string without_colors(const std::string& text) {
  return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

TEST(TextPrinter, PrintsAHit) {
  EXPECT_EQ(print(sample_hit()),
            " 1. 기준금리 동결\n"
            "    연합뉴스 · 2024-01-11 · 경제 · 김기자\n"
            "    한국은행이 기준금리를 동결했다.\n"
            "    https://example.com/1\n");
}

TEST(TextPrinter, NamesWhoElseHasTheSame) {
  Hit hit = sample_hit();
  hit.similar = {{"b-2", "금리 동결", "2024-01-12", "새벽경제", "https://example.com/2", ""},
                 {"c-3", "", "", "새벽경제", "", "news/3.json"},
                 {"d-4", "", "", "", "", ""}};
  const std::string others = print(hit).substr(print(sample_hit()).size());
  EXPECT_EQ(others, "    3 more tell the same: 새벽경제, d-4\n");
  const TextStyle style = {.fields = {HitField::kTitle, HitField::kSimilar}};
  EXPECT_EQ(print(hit, style),
            " 1. 기준금리 동결\n"
            "    + 새벽경제 · 2024-01-12 · 금리 동결\n"
            "      https://example.com/2\n"
            "    + 새벽경제\n"
            "      news/3.json\n"
            "    +\n"
            "      d-4\n");
  const std::string linked = print(hit, {.fields = style.fields, .links = true});
  EXPECT_EQ(linked.find(";https://example.com/1"), linked.rfind(";https://example.com/1"));
  EXPECT_NE(linked.find(";https://example.com/2"), linked.rfind(";https://example.com/2"))
      << "its line and its address";
  hit.similar.resize(1);
  EXPECT_NE(print(hit).find("1 more tells the same: 새벽경제\n"), std::string::npos);
}

TEST(TextPrinter, SeparatesHitsByABlankLine) {
  Hit bare;
  bare.rank = 100;
  bare.id = "b-2";
  bare.match = Match::kPartial;
  EXPECT_EQ(to_text({.query = {}, .total = {}, .hits = {bare, bare}, .seconds = 0}, kPipe),
            "100. (untitled)\n"
            "     partial match\n"
            "     b-2\n"
            "\n"
            "100. (untitled)\n"
            "     partial match\n"
            "     b-2\n");
  EXPECT_EQ(to_text({}, kPipe), "");
}

TEST(TextPrinter, FallsBackFromUrlToPathToId) {
  Hit hit = sample_hit();
  hit.url.clear();
  EXPECT_NE(print(hit).find("    news/1.json\n"), std::string::npos);
  for (const char* path : {"", "-"}) {  // standard input is no file
    hit.path = path;
    EXPECT_NE(print(hit).find("    a-1\n"), std::string::npos);
  }
}

TEST(TextPrinter, PrintsTheFieldsAskedFor) {
  struct Case {
    std::vector<HitField> fields;
    const char* expected;
  };
  using enum HitField;
  const Case kCases[] = {
      {{kTitle, kDate}, " 1. 기준금리 동결\n    2024-01-11\n"},
      {{kPress, kSnippet}, " 1. 연합뉴스\n    한국은행이 기준금리를 동결했다.\n"},
      {{kId, kPath, kUrl}, " 1. https://example.com/1\n    news/1.json\n    a-1\n"},
      {{kScore, kReporter}, " 1. 김기자 · score 0.0000\n"},
      {{kText}, " 1. \n"},  // the hit came without
  };
  for (const Case& c : kCases) {
    Hit hit = sample_hit();
    EXPECT_EQ(print(hit, {.fields = c.fields}), c.expected);
    hit.match = Match::kPartial;
    EXPECT_EQ(print(hit, {.fields = c.fields}), c.expected) << "nobody asked for the label";
  }
}

TEST(TextPrinter, TheWholeTextTakesTheSnippetsPlace) {
  Hit hit = sample_hit();
  hit.text = "한국은행이 기준금리를 동결했다.\n\n시장은 금리를\x1b 지켜봤다.";
  hit.text_highlights = {{16, 28}, {57, 63}};
  const char* const kWhole =
      " 1. 기준금리 동결\n"
      "    연합뉴스 · 2024-01-11 · 경제 · 김기자\n"
      "    한국은행이 기준금리를 동결했다.\n"
      "    시장은 금리를\\x1b 지켜봤다.\n"
      "    https://example.com/1\n";
  EXPECT_EQ(print(hit), kWhole);
  EXPECT_EQ(without_colors(print(hit, kColored)), kWhole);
  EXPECT_EQ(print(hit, {.fields = {HitField::kTitle}}), " 1. 기준금리 동결\n");
  EXPECT_EQ(print(hit, {.fields = {HitField::kTitle, HitField::kSnippet, HitField::kText}}),
            " 1. 기준금리 동결\n"
            "    한국은행이 기준금리를 동결했다.\n"
            "    한국은행이 기준금리를 동결했다.\n"
            "    시장은 금리를\\x1b 지켜봤다.\n");
  EXPECT_NE(print(hit, kColored).find("시장은 \x1b[1;31m금리\x1b[0m를"), std::string::npos)
      << print(hit, kColored);
}

TEST(TextPrinter, TitleAndUrlAreLinks) {
  const std::regex link("\x1b\\]8;(id=[0-9a-f]+)?;([!-~]*)\x1b\\\\");
  struct Case {
    std::string url;
    const char* target;  // empty: no link
  };
  const Case kCases[] = {
      {"https://example.com/~1", "https://example.com/~1"},
      {"http://example.com/?a=1;b=2", "http://example.com/?a=1;b=2"},
      {"https://example.com/기사 1", "https://example.com/%EA%B8%B0%EC%82%AC%201"},
      {"https://e.kr/\x1b]8;;x\x07\x9c\x7f", "https://e.kr/%1B]8;;x%07%9C%7F"},
      {"", ""},
      {"javascript:alert(1)", ""},
      {"file:///etc/passwd", ""},
      {"https://e.kr/" + std::string(3000, 'x'), ""},  // terminals drop such
  };
  for (const Case& c : kCases) {
    Hit hit = sample_hit();
    hit.url = c.url;
    for (const std::size_t width : {0u, 20u}) {
      const std::string plain = print(hit, {.width = width});
      const std::string text = print(hit, {.width = width, .links = true});
      EXPECT_EQ(std::regex_replace(text, link, ""), plain) << "links change nothing else";
      std::size_t opened = 0;
      for (std::sregex_iterator it(text.begin(), text.end(), link), end; it != end; ++it) {
        const std::string target = (*it)[2];
        if (target.empty()) continue;
        ++opened;
        EXPECT_EQ(target, c.target);
      }
      if (*c.target == '\0')
        EXPECT_EQ(opened, 0u) << c.url;
      else
        EXPECT_GE(opened, 2u) << c.url;
      // No link goes on over the end of a line.
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        const auto count = std::distance(std::sregex_iterator(line.begin(), line.end(), link), {});
        EXPECT_EQ(count % 2, 0) << line;
      }
    }
  }
}

TEST(TextPrinter, PathsAreNoLinks) {
  const std::vector<HitField> fields = {HitField::kPath, HitField::kId};
  EXPECT_EQ(print(sample_hit(), {.fields = fields, .links = true}),
            print(sample_hit(), {.fields = fields}));
}

TEST(TextPrinter, LabelsPartialMatches) {
  Hit hit = sample_hit();
  hit.match = Match::kPartial;
  EXPECT_NE(print(hit).find("    partial match · 연합뉴스 · 2024-01-11"), std::string::npos);
}

TEST(TextPrinter, ColorsHighlightsAndResetsAfterEachStretch) {
  EXPECT_EQ(print(sample_hit(), kColored),
            "\x1b[32m 1. \x1b[0m\x1b[1;31m기준금리\x1b[0m\x1b[1m 동결\x1b[0m\n"
            "    연합뉴스 · 2024-01-11 · 경제 · 김기자\n"
            "    한국은행이 \x1b[1;31m기준금리\x1b[0m를 동결했다.\n"
            "    \x1b[2mhttps://example.com/1\x1b[0m\n");
  EXPECT_EQ(without_colors(print(sample_hit(), kColored)), print(sample_hit()));
}

TEST(TextPrinter, HighlightsSurviveWrapping) {
  Hit hit = sample_hit();
  hit.highlights = {{0, hit.snippet.size()}};
  EXPECT_NE(print(hit, {.color = true, .width = 26})
                .find("    \x1b[1;31m한국은행이 기준금리를\x1b[0m\n"
                      "    \x1b[1;31m동결했다.\x1b[0m\n"),
            std::string::npos);
}

TEST(TextPrinter, HighlightOfHalfAClusterIsWidenedToAll) {
  Hit hit = sample_hit();
  hit.snippet = "\u1112\u1161\u11ab글";  // the first syllable decomposed
  hit.highlights = {{0, 3}};
  EXPECT_NE(print(hit, kColored).find("\x1b[1;31m\u1112\u1161\u11ab\x1b[0m글"), std::string::npos);
}

TEST(TextPrinter, HighlightsStayInPlaceBesideEscapes) {
  Hit hit = sample_hit();
  hit.snippet = "\x1b[8m비밀\x1b[0m\xff";
  hit.highlights = {{0, 1}, {4, 10}};
  EXPECT_NE(print(hit, kColored)
                .find("    \x1b[1;31m\\x1b\x1b[0m[8m\x1b[1;31m비밀\x1b[0m\\x1b[0m\\xff\n"),
            std::string::npos);
}

TEST(TextPrinter, IgnoresRangesBeyondTheText) {
  Hit hit = sample_hit();
  hit.highlights = {{5, 5}, {9, 3}, {1000, 2000}};
  EXPECT_NE(print(hit, kColored).find("    한국은행이 기준금리를 동결했다.\n"), std::string::npos);
}

TEST(TextPrinter, NothingFromAnArticleIsObeyed) {
  const std::string evil = "\x1b]0;x\x07\u202e\r\n";
  Hit hit;
  hit.rank = 1;
  for (std::string* field : {&hit.id, &hit.title, &hit.date, &hit.press, &hit.section,
                             &hit.reporter, &hit.snippet, &hit.url}) {
    *field = evil;
  }
  const std::string visible = "\\x1b]0;x\\x07\\u{202e}\\r\\n";
  EXPECT_EQ(print(hit), " 1. " + visible + "\n    " + visible + " · " + visible + " · " + visible +
                            " · " + visible + "\n    " + visible + "\n    " + visible + "\n");
}

TEST(TextPrinter, FitsTheTerminal) {
  Hit hit = sample_hit();
  hit.match = Match::kPartial;
  hit.url = "https://e.kr/1";
  for (int i = 0; i < 4; ++i) {
    hit.title += hit.title;
    hit.snippet += hit.snippet;
  }
  for (std::size_t width = 30; width < 100; ++width) {
    const std::string text = without_colors(print(hit, {.color = true, .width = width}));
    std::istringstream lines(text);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      ASSERT_LE(display_width(line), width) << line;
    }
    ASSERT_EQ(count, 3U + 1U + 3U + 1U);
  }
}

TEST(TextPrinter, NeverCutsTheLink) {
  Hit hit = sample_hit();
  hit.url = "https://example.com/" + std::string(200, 'x');
  EXPECT_NE(print(hit, {.width = 40}).find(hit.url + "\n"), std::string::npos);
}

TEST(TextPrinter, AVeryNarrowTerminalStillWorks) {
  for (std::size_t width = 1; width < 12; ++width) {
    EXPECT_NE(print(sample_hit(), {.width = width}), "");
    EXPECT_GE(snippet_width_for(width), 20U);
  }
}

TEST(TextPrinter, AsksForSnippetsThatFit) {
  EXPECT_EQ(snippet_width_for(0), 160U);
  EXPECT_EQ(snippet_width_for(80), 152U);
  EXPECT_EQ(snippet_width_for(500), 160U);
}

TEST(Notes, SayThatTheTimeWasUp) {
  EXPECT_EQ(print_notes(SearchResult{}), "");
  SearchResult result;
  result.timed_out = true;
  result.notes = {{"a note", 0}};
  EXPECT_EQ(
      print_notes(result),
      "note: the search ended early: these are the best articles found by then\nnote: a note\n");
}

TEST(Notes, EndInASuggestion) {
  SearchResult result;
  result.notes = {{"a note", 0}};
  result.suggestion = "배터리\x1b";
  EXPECT_EQ(print_notes(result), "note: a note\ndid you mean: 배터리\\x1b\n");
}

TEST(Summary, SaysHowManyAndHowFast) {
  struct Case {
    Total total;
    std::size_t first;
    std::size_t count;
    double seconds;
    const char* expected;
  };
  using Relation = Total::Relation;
  const Case kCases[] = {
      {{0, Relation::kExact}, 1, 0, 0.0001, "0 articles, 0.1 ms\n"},
      {{1, Relation::kExact}, 1, 1, 0.0008, "1 article, 0.8 ms\n"},
      {{3, Relation::kExact}, 1, 3, 0.0123, "3 articles, 12.3 ms\n"},
      {{12, Relation::kExact}, 1, 10, 1.5, "12 articles, 1-10 shown, 1.50 s\n"},
      {{11, Relation::kExact}, 11, 1, 0, "11 articles, number 11 shown, 0.0 ms\n"},
      {{11, Relation::kExact}, 0, 0, 0, "11 articles, none shown, 0.0 ms\n"},
      {{1000, Relation::kAtLeast}, 1, 10, 0, "at least 1,000 articles, 1-10 shown, 0.0 ms\n"},
      {{1234567, Relation::kEstimate},
       991,
       10,
       0,
       "about 1,234,567 articles, 991-1,000 shown, 0.0 ms\n"},
  };
  for (const Case& c : kCases) {
    SearchResult result{.query = {}, .total = c.total, .hits = {}, .seconds = c.seconds};
    for (std::size_t i = 0; i < c.count; ++i) result.hits.emplace_back().rank = c.first + i;
    EXPECT_EQ(summarize(result), c.expected);
  }
}

}  // namespace
}  // namespace gisa::terminal
