// Ranking sees the same in a dense text as in the decoded one.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/articles/stored_article.h"
#include "searcher/engine/index/snapshot.h"
#include "searcher/engine/ranking/ranker.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

class Texts {
 public:
  std::string make(std::size_t most) {
    static const std::vector<std::string> kPieces = {
        "금리",   "인하",   "금",   "리",  "를",     "가",     "기준금리", "이명박", "세종",
        "인",     "하",     "2025", "년",  "1,000",  "3.5",    "1",        ".",      ",",
        "?",      "!",      "\n",   "(",   "“",      "”",      "·",        "…",      "△",
        "CEO",    "ceo",    "K",    "팝",  "삼성",   "전자",   "뷁",       "쀍",     "했다",
        "열렸다", "월",     "5일",  "😀",   "©",      "-",      "a1",       "金",     "利",
        "金利",   "美",     "年",   "1a",  "\uF90A", "\uF9DD", "．",       "！",     "％",
        "｜",     "，",     "･",    "천",  "2천",    "1천5",   "%",        "p",      "P",
        "퍼센트", "포인트", "' ",   ") ",  "4",      "080",    "명",       "천년",   "3천8백",
        "백",     "십",     "5백",  "R&D", "&",      "&D",     "c++",      "+",      "#"};
    // What a dense text is not read with.
    static const std::vector<std::string> kOthers = {"é", "カ", "Ａ", "\xe1\x84\x80", "\xff"};
    std::string text;
    for (std::size_t count = random_() % most; count > 0; --count) {
      const bool is_other = random_() % 3000 == 0;
      const std::vector<std::string>& from = is_other ? kOthers : kPieces;
      text += from[random_() % from.size()];
      if (random_() % 3 == 0) text += ' ';
    }
    return text;
  }
  std::size_t number(std::size_t below) { return random_() % below; }

 private:
  std::mt19937 random_{20251128};
};

std::vector<RankedWord> make_words(Texts& texts) {
  struct Choice {
    const char16_t* text;
    Script script;
    const char16_t* rest = u"";
  };
  const Choice kChoices[] = {{u"금리", Script::kHangul},      {u"인하", Script::kHangul},
                             {u"금", Script::kHangul},        {u"기준금리", Script::kHangul},
                             {u"삼성전자", Script::kHangul},  {u"열리", Script::kHangul},
                             {u"뷁쀍", Script::kHangul},      {u"년", Script::kHangul},
                             {u"ceo", Script::kLetter},       {u"1000", Script::kNumber},
                             {u"3.5", Script::kNumber},       {u"1", Script::kNumber},
                             {u"é", Script::kLetter},         {u"이명", Script::kHangul},
                             {u"2천", Script::kNumber},       {u"1천5", Script::kNumber},
                             {u"4천080", Script::kNumber},    {u"천년", Script::kHangul},
                             {u"천", Script::kHangul},        {u"명", Script::kHangul},
                             {u"천금리", Script::kHangul},    {u"3천8백", Script::kNumber},
                             {u"5백", Script::kNumber},       {u"백", Script::kHangul},
                             {u"r", Script::kLetter, u"&d"},  {u"c", Script::kLetter, u"++"},
                             {u"ceo", Script::kLetter, u"&a"}};
  std::vector<RankedWord> words;
  for (const Choice& choice : kChoices) {
    if (texts.number(3) == 0) continue;
    RankedWord word;
    word.text = choice.text;
    word.script = choice.script;
    word.rest = choice.rest;
    word.is_verb = word.text == u"열리";
    word.stands_alone = texts.number(8) == 0;
    word.is_marked = texts.number(8) == 0;
    word.is_mostly_apart = word.text.size() == 2 && texts.number(3) == 0;
    if (word.script == Script::kNumber && texts.number(2) == 0)
      word.unit = u"년명천리%p"[texts.number(6)];
    word.weight = 1.0 + static_cast<double>(texts.number(100)) / 16;
    words.push_back(std::move(word));
  }
  if (words.size() > 3 && texts.number(2) == 0) words.back().stands_for = 0;
  return words;
}

// Articles of the same pieces, whose pairs tell what is torn.
std::vector<TestArticle> make_articles(Texts& texts) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 100; ++i)
    articles.push_back({std::to_string(i), "", "기사 " + texts.make(20), ""});
  return articles;
}

TEST(DenseRanker, SeesTheSame) {
  Texts texts;
  const TestDatabase database(make_articles(texts));
  const auto snapshot = Snapshot::open(database.database());
  TornWords torn(snapshot->index());
  Ranker plain, dense;
  ArticleEncoder encoder;
  std::size_t compared = 0;
  for (int round = 0; round < 3'000; ++round) {
    Article article;
    article.id = texts.make(4);
    if (texts.number(2) == 0) article.title = texts.make(12);
    article.body = texts.make(texts.number(4) == 0 ? 700 : 60);
    std::string stored;
    encoder.encode(article, 1, stored);
    const DenseArticle read = decompress_stored_article(stored, {});
    const StoredArticle decoded = read.decode();
    ASSERT_EQ(decoded.title, article.title);
    ASSERT_EQ(decoded.body, article.body);
    const bool is_own = !article.title.empty() && !is_made_of_body(article.title, article.body);
    ASSERT_EQ(read.has_own_title(), is_own) << article.title << " | " << article.body;

    const std::vector<RankedWord> words = make_words(texts);
    if (words.empty()) continue;
    const char* const query = round % 3 == 0 ? "" : round % 3 == 1 ? "언제" : "몇 명";
    // Few words weigh all features; questions have a decay of their own.
    const RankProfile profile = round % 4 == 0 ? RankProfile::kQuestion : RankProfile::kFewWords;
    plain.start(query, words, profile, &torn);
    dense.start(query, words, profile, &torn);
    const RankFeatures wanted = plain.look_at(article.title, article.body, 0.5, 1.5);
    const auto seen = dense.look_at_dense(read.title, read.body, 0.5, 1.5);
    if (!seen) continue;
    ++compared;
    const auto expected = wanted.weighed(), got = seen->weighed();
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_EQ(got[i].value, expected[i].value)  // to the last bit
          << expected[i].name << ": " << article.title << " | " << article.body;
  }
  EXPECT_GT(compared, 2000U);
}

TEST(DenseRanker, LooksForNoHanjaWithoutReading) {
  RankedWord word;
  word.text = u"\u9fc0";
  word.script = Script::kHanja;
  word.weight = 1;
  const std::vector<RankedWord> words = {word};
  Ranker ranker;
  ranker.start("", words);
  EXPECT_GT(ranker.look_at("", "\u9fc0", 1, 1).part, 0);
  EXPECT_FALSE(ranker.look_at_dense("", "", 1, 1));
}

TEST(DenseRanker, KnowsATitleMadeOfTheBody) {
  struct Case {
    const char* title;
    const char* body;
    bool is_own;
  };
  const Case kCases[] = {
      {"", "금리를 내렸다.", false},
      {"금리를 내렸다.", "금리를 내렸다. 그래서", false},
      {"금리를…", "금리를 내렸다. 그래서", false},
      {"금리를", "금리를\n내렸다.", false},
      {"금리를", "금리를", false},
      {"금리를", "금리를 내렸다.", true},
      {"인하", "금리를 내렸다.", true},
      {"인하…", "금리를 내렸다.", true},
      {"…", "…", true},
      {"?", "? 뭐", false},
  };
  ArticleEncoder encoder;
  for (const Case& test : kCases) {
    Article article;
    article.title = test.title;
    article.body = test.body;
    std::string stored;
    encoder.encode(article, 1, stored);
    EXPECT_EQ(decompress_stored_article(stored, {}).has_own_title(), test.is_own) << test.title;
  }
}

}  // namespace
}  // namespace gisa
