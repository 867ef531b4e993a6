#include "gisa/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace gisa {
namespace {

using std::string_view_literals::operator""sv;

SearchResult result_with(const Hit& hit) {
  return {.query = "q", .total = {1, Total::Relation::kExact}, .hits = {hit}, .seconds = 0.5};
}

// The text of the hit in to_json(result_with(hit)).
std::string hit_json(const Hit& hit) {
  const std::string_view before = R"({"version":1,"query":"q","total":{"value":1,)"
                                  R"("relation":"exact"},"hits":[)";
  const std::string_view after = "],\"seconds\":0.5}";
  const std::string json = to_json(result_with(hit));
  EXPECT_TRUE(json.starts_with(before)) << json;
  EXPECT_TRUE(json.ends_with(after)) << json;
  return json.substr(before.size(), json.size() - before.size() - after.size());
}

TEST(JsonPrinter, PrintsEveryMemberInOrder) {
  Hit hit;
  hit.rank = 3;
  hit.id = "a-1";
  hit.score = 8.25;
  hit.match = Match::kPartial;
  hit.title = "기준금리 동결";
  hit.title_highlights = {{0, 12}};
  hit.date = "2024-01-11";
  hit.press = "연합뉴스";
  hit.section = "경제";
  hit.reporter = "김기자";
  hit.url = "https://example.com/1";
  hit.path = "news/1.json";
  hit.snippet = "금리를 동결";
  hit.highlights = {{0, 6}, {10, 16}};
  EXPECT_EQ(hit_json(hit),
            R"({"rank":3,"id":"a-1","score":8.25,"match":"partial","title":"기준금리 동결",)"
            R"("title_highlights":[[0,12]],"date":"2024-01-11","press":"연합뉴스",)"
            R"("section":"경제","reporter":"김기자","url":"https://example.com/1",)"
            R"("path":"news/1.json","snippet":"금리를 동결","highlights":[[0,6],[10,16]]})");
}

TEST(JsonPrinter, PrintsSimilarArticles) {
  Hit hit;
  hit.rank = 1;
  hit.id = "a-1";
  hit.similar = {{"b-2", "제목", "2024-01-11", "새벽경제", "https://example.com/2", "news/2.json"},
                 {"c-3", "", "", "", "", ""}};
  EXPECT_NE(hit_json(hit).find(R"(,"similar":[{"id":"b-2","title":"제목","date":"2024-01-11",)"
                               R"("press":"새벽경제","url":"https://example.com/2",)"
                               R"("path":"news/2.json"},{"id":"c-3"}]})"),
            std::string::npos)
      << hit_json(hit);
}

TEST(JsonPrinter, PrintsASuggestion) {
  SearchResult result = result_with({});
  result.suggestion = "배터리 \"화재\"";
  EXPECT_NE(to_json(result).find(R"(,"suggestion":"배터리 \"화재\"",)"), std::string::npos);
}

TEST(JsonPrinter, PrintsTheFieldsAskedFor) {
  Hit hit;
  hit.rank = 3;
  hit.id = "a-1";
  hit.title = "기준금리 동결";
  hit.title_highlights = {{0, 12}};
  hit.snippet = "금리를 동결";
  hit.highlights = {{0, 6}};
  hit.text = "금리를 동결\n했다.";
  hit.text_highlights = {{10, 16}};
  struct Case {
    std::vector<HitField> fields;
    const char* expected;
  };
  using enum HitField;
  const Case kCases[] = {
      {{kId}, R"({"id":"a-1"})"},
      {{kTitle, kId}, R"({"id":"a-1","title":"기준금리 동결","title_highlights":[[0,12]]})"},
      {{kDate}, "{}"},  // the article has none
      {{kSnippet}, R"({"snippet":"금리를 동결","highlights":[[0,6]]})"},
      {{kText}, R"({"text":"금리를 동결\n했다.","text_highlights":[[10,16]]})"},
      // Of all fields, the text takes the snippet's place.
      {{},
       R"({"rank":3,"id":"a-1","score":0,"match":"full","title":"기준금리 동결",)"
       R"("title_highlights":[[0,12]],"text":"금리를 동결\n했다.","text_highlights":[[10,16]]})"},
  };
  for (const Case& c : kCases) EXPECT_EQ(to_json(hit, c.fields), c.expected);
}

TEST(JsonPrinter, FieldsHaveNames) {
  for (int i = 0; i <= static_cast<int>(HitField::kText); ++i) {
    const auto field = static_cast<HitField>(i);
    EXPECT_EQ(find_field(field_name(field)), field);
  }
  for (const char* name : {"", "Title", "title ", "highlights"}) EXPECT_FALSE(find_field(name));
}

TEST(JsonPrinter, LeavesOutAbsentFields) {
  Hit hit;
  hit.rank = 1;
  hit.id = "a-1";
  EXPECT_EQ(hit_json(hit),
            R"({"rank":1,"id":"a-1","score":0,"match":"full","snippet":"","highlights":[]})");
}

TEST(JsonPrinter, PrintsNotesAndExplanations) {
  Hit hit;
  hit.rank = 1;
  hit.id = "a";
  hit.score = 1.5;
  hit.explanation = Explanation{.bm25 = 3,
                                .best_bm25 = 4,
                                .terms = {{"금리", "금리가", "bigram", 1, 2.5, 3}},
                                .features = {{"bm25", 0.75, 1, 0.75}}};
  SearchResult result = result_with(hit);
  result.notes = {{"a \"note\"", 3}};
  result.parse = "금리가";
  const std::string json = to_json(result);
  EXPECT_NE(json.find(R"("explanation":{"bm25":3,"best_bm25":4,"terms":[{"term":"금리",)"
                      R"("word":"금리가","part":"bigram","weight":1,"rarity":2.5,"score":3}],)"
                      R"("features":[{"name":"bm25","value":0.75,"weight":1,"score":0.75}]}}],)"
                      R"("notes":[{"text":"a \"note\"","offset":3}],"parse":"금리가","seconds")"),
            std::string::npos)
      << json;
}

TEST(JsonPrinter, PrintsFacetsByName) {
  SearchResult result;
  result.facets = {{FacetField::kPress, {12, Total::Relation::kEstimate}, {{"느티일보", 7}}, 3, 2},
                   {FacetField::kYear, {}, {}}};
  EXPECT_NE(to_json(result).find(
                R"("hits":[],"facets":{"press":{"total":{"value":12,"relation":"estimate"},)"
                R"("counts":[{"value":"느티일보","count":7}],"more":3,"absent":2},)"
                R"("year":{"total":{"value":0,"relation":"exact"},"counts":[],"more":0,)"
                R"("absent":0}},"seconds":0})"),
            std::string::npos)
      << to_json(result);
  for (const char* name : {"press", "section", "reporter", "year", "month", "day"})
    EXPECT_EQ(facet_name(*find_facet_field(name)), name);
  EXPECT_FALSE(find_facet_field("week"));
}

TEST(JsonPrinter, SaysThatTheTimeWasUp) {
  SearchResult result;
  EXPECT_EQ(to_json(result).find("timed_out"), std::string::npos);
  result.timed_out = true;
  EXPECT_NE(to_json(result).find(R"("hits":[],"timed_out":true,"seconds":0})"), std::string::npos);
}

TEST(JsonPrinter, NoHitsIsStillAnObject) {
  EXPECT_EQ(to_json(SearchResult{}),
            "{\"version\":1,\"query\":\"\",\"total\":{\"value\":0,\"relation\":\"exact\"},"
            "\"hits\":[],\"seconds\":0}");
}

TEST(JsonPrinter, NamesTheRelation) {
  struct Case {
    Total::Relation relation;
    const char* expected;
  };
  const Case kCases[] = {
      {Total::Relation::kExact, R"("relation":"exact")"},
      {Total::Relation::kAtLeast, R"("relation":"at_least")"},
      {Total::Relation::kEstimate, R"("relation":"estimate")"},
  };
  for (const Case& c : kCases) {
    const std::string json =
        to_json(SearchResult{.query = {}, .total = {7, c.relation}, .hits = {}, .seconds = 0});
    EXPECT_NE(json.find(c.expected), std::string::npos) << json;
  }
}

TEST(JsonPrinter, SeparatesHitsByCommas) {
  Hit hit;
  hit.id = "x";
  const std::string json =
      to_json(SearchResult{.query = {}, .total = {}, .hits = {hit, hit, hit}, .seconds = 0});
  EXPECT_NE(json.find("},{"), std::string::npos);
  EXPECT_EQ(json.find(",]"), std::string::npos);
  EXPECT_EQ(json.find("[,"), std::string::npos);
}

TEST(JsonPrinter, EscapesStrings) {
  struct Case {
    std::string_view query;
    std::string_view expected;
  };
  const Case kCases[] = {
      {"\"a\\b\"", R"("\"a\\b\"")"},
      {"a\nb\tc\rd", R"("a\nb\tc\u000dd")"},
      {"\x1b\x01\x7f", R"("\u001b\u0001\u007f")"},
      {"a\0b"sv, R"("a\u0000b")"},
      {"\xc2\x9b", R"("\u009b")"},  // C1 is legal in JSON, not on a terminal
      {"\u202e\u2066\u061c", R"("\u202e\u2066\u061c")"},
      {"\u2028\u2029", R"("\u2028\u2029")"},  // not legal in old JavaScript
      {"한글 漢字 🚀", R"("한글 漢字 🚀")"},
      {"</script>", R"("</script>")"},
      {"\xff", "\"\uFFFD\""},
      {"\xed\x95", "\"\uFFFD\""},                  // half a syllable: one replacement
      {"\xed\xa0\x80", "\"\uFFFD\uFFFD\uFFFD\""},  // a surrogate
  };
  for (const Case& c : kCases) {
    const std::string json =
        to_json(SearchResult{.query = std::string(c.query), .total = {}, .hits = {}, .seconds = 0});
    const std::string expected = "\"query\":" + std::string(c.expected) + ",";
    EXPECT_NE(json.find(expected), std::string::npos) << json;
  }
}

TEST(JsonPrinter, RangesFollowReplacedBytes) {
  Hit hit;
  hit.id = "x";
  hit.snippet = "\xff\"금리\xff 동결";  // the quotation mark is one byte again once decoded
  hit.highlights = {{2, 8}, {10, 16}};
  EXPECT_NE(hit_json(hit).find("\"snippet\":\"\uFFFD\\\"금리\uFFFD 동결\","
                               "\"highlights\":[[4,10],[14,20]]"),
            std::string::npos)
      << hit_json(hit);
}

TEST(JsonPrinter, WritesNumbersThatReadBackTheSame) {
  struct Case {
    double score;
    const char* expected;
  };
  const Case kCases[] = {
      {12, R"("score":12,)"},
      {0.1, R"("score":0.1,)"},
      {1.0 / 3, R"("score":0.3333333333333333,)"},
      {1e-7, R"("score":1e-07,)"},
      {std::numeric_limits<double>::infinity(), R"("score":null,)"},
      {std::numeric_limits<double>::quiet_NaN(), R"("score":null,)"},
  };
  for (const Case& c : kCases) {
    Hit hit;
    hit.score = c.score;
    EXPECT_NE(hit_json(hit).find(c.expected), std::string::npos) << hit_json(hit);
  }
}

}  // namespace
}  // namespace gisa
