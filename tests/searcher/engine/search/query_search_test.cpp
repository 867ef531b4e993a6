// The query language through the real engine: which articles are found, fully or in part.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/test_database.h"

namespace gisa {
namespace {

const std::vector<TestArticle> kArticles = {
    {"raise", "한은, 금리 인상 단행", "한국은행이 기준금리를 올렸다. 환율은 내렸다.",
     R"("date":"2024-01-10","press":"느티일보","section":"경제","reporter":"김한결",)"
     R"("url":"https://news.example/raise")"},
    {"cut", "한은, 금리 인하 결정", "한국은행이 기준금리를 내렸다.",
     R"("date":"2024-03-20","press":"느티경제","section":"경제","reporter":"이나래, 김한결")"},
    {"raised", "부담이 커졌다", "인상된 금리가 부담이다. 대출이 줄었다.",
     R"("date":"2025-06-01","press":"바다신문","section":"사회")"},
    {"fx", "원달러 환율 급등", "환율이 크게 올랐다. 정부는 “지켜보겠다”고 했다.",
     R"("date":"2025-06-30","press":"바다신문","section":"경제")"},
    {"spring", "서울봄날씨가 좋다", "나들이가 늘었다.", R"("date":"2025-04-01")"},
    {"lisbon", "리스본 스포츠 테스트", "선수들이 모였다.", ""},
    {"samsung", "삼성전자 실적 발표", "samsung electronics는 AI 반도체를 3.5% 더 팔았다.",
     R"("date":"2023-12-31")"},
    {"newsamsung", "신삼성 시대", "R&D 투자가 1,000억 원이다. CHAIN 매장도 연다.", ""},
    {"battery", "전기차 배터리 화재",
     "지하 주차장의 전기차 배터리 한 개에서 불이 났다. 큰 화재는 아니다.",
     R"("date":"2024-08-01")"},
};

// Ids of full matches, then "|" and those of partial ones if there are any; each sorted.
std::string found(const SearchResult& result) {
  std::vector<std::string> full, partial;
  for (const Hit& hit : result.hits) (hit.match == Match::kFull ? full : partial).push_back(hit.id);
  std::ranges::sort(full);
  std::ranges::sort(partial);
  std::string out;
  for (const std::string& id : full) out += (out.empty() ? "" : " ") + id;
  if (!partial.empty()) out += "|";
  for (const std::string& id : partial) out += (out.ends_with('|') ? "" : " ") + id;
  return out;
}

class QuerySearch : public testing::Test {
 protected:
  static void SetUpTestSuite() { database_ = new TestDatabase(kArticles); }
  static void TearDownTestSuite() { delete database_; }

  static SearchResult search(const std::string& query, MatchMode match = MatchMode::kAuto,
                             Syntax syntax = Syntax::kQuery, Sort sort = Sort::kRelevance) {
    SearchRequest request;
    request.query = query;
    request.match = match;
    request.syntax = syntax;
    request.sort = sort;
    request.limit = 100;
    return Searcher(database_->database()).search(request);
  }

  static TestDatabase* database_;
};

TestDatabase* QuerySearch::database_ = nullptr;

TEST_F(QuerySearch, Table) {
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"금리 인상", "raise raised|cut", "plain words may be missing"},
      {"\"금리 인상\"", "raise", "order and josa are as written"},
      {"“금리 인상”", "raise", "curly quotes"},
      {"＂금리 인상＂", "raise", "full-width quotes"},
      {"\"인상된 금리\"", "raised", "what a word goes on with at the end"},
      {"\"금리 인하\" -인상", "cut", "phrase and exclusion"},
      {"\"한은 금리\"", "cut raise", "marks between words do not count"},
      {"\"AI 반도체\"", "samsung", "letters in a phrase"},
      {"\"CH\"", "", "letters match whole"},
      {"\"3.5%\"", "samsung", "numbers"},
      {"\"서울날씨\"", "", "bigrams are no phrase"},
      {"+리스트", "|lisbon", "bigrams are no word: the answer is labelled"},
      {"금리 -인하", "raise raised", "exclusion"},
      {"금리 NOT 인하", "raise raised", "the same"},
      {"금리 －인하", "raise raised", "full-width sign"},
      {"환율 -리스트", "fx raise", "an exclusion takes the word, not its bigrams"},
      {"스포츠 -리스트", "lisbon", "the same where the bigrams are"},
      {"(금리 NOT 인하) OR 환율", "fx raise raised", "NOT binds to its own words"},
      {"+금리 환율", "raise|cut raised", "others may be missing"},
      {"금리 AND 환율", "raise", "both"},
      {"금리 AND 리스본", "|cut lisbon raise raised", "nothing has both"},
      {"인하 | 인상", "cut raise raised", "either"},
      {"인하 OR (환율 AND 급등)", "cut fx", "groups"},
      {"(인하 OR 인상) 한은", "cut raise|raised", "a group is required, a word is not"},
      {"한은 금리 AND 인하", "cut", "words beside each other belong together"},
      {"제목:금리", "cut raise", "in the title"},
      {"body:\"기준금리를 내렸다\"", "cut", "phrase in the body"},
      {"title:(한은 인상)", "raise", "group in the title"},
      {"제목:환율", "fx", "not in the body"},
      {"press:바다신문", "fx raised", "a filter alone"},
      {"press:느티일보 금리", "raise", "a filter and words"},
      {"언론사:느티 금리", "cut raise", "part of a name"},
      {"언론사:느티일보,바다신문 금리", "raise raised", "either"},
      {"press:없는신문 금리", "", "filters hold"},
      {"-press:바다신문 금리", "cut raise", "excluded"},
      {"기자:김한결", "cut raise", "one of several"},
      {"분야:사회", "raised", ""},
      {"id:fx", "fx", ""},
      {"url:example/raise", "raise", "part of the address"},
      {"date:2024", "battery cut raise", "a year"},
      {"date:2024-01..2024-03", "cut raise", "months"},
      {"금리 날짜:>=2024-03-20", "cut raised", "from a day on"},
      {"금리 date:<2024-03-20", "raise", "before a day; undated articles are not"},
      {"date:2023-12-31", "samsung", "days are those of Seoul"},
      {"삼성*", "samsung", "begins a word"},
      {"삼성", "newsamsung samsung", "anywhere in a word"},
      {"sams*", "samsung", "letters"},
      {"리스*", "lisbon", ""},
      {"전기차 NEAR/1 화재", "|battery", "too far; answered by words"},
      {"전기차 NEAR/2 화재", "battery", "two words on"},
      {"화재 NEAR/2 \"전기차 배터리\"", "battery", "either order, with a phrase"},
      {"금리^3 환율", "raise|cut fx raised", "a weight requires nothing"},
      {"R&D", "newsamsung", "signs inside words"},
      {"\\-인하", "cut", "an escaped sign"},
      {"한은 금리 인하 결정 \"빅컷\"", "|cut raise raised", "a headline's quotes are speech"},
      {"\"금리 빅컷\"…한은 결정", "|cut raise raised",
       "so they are of a short one with an ellipsis"},
      {"정부는 “지켜보겠다”고 환율 크게", "fx|raise", "the same, found"},
      {"\"", "", "no words"},
      {"-", "", ""},
      {"()", "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(found(search(c.query)), c.expected) << c.query << ": " << c.trap;
  }
}

TEST_F(QuerySearch, MatchAllAndAny) {
  struct Case {
    const char* query;
    const char* all;
    const char* any;
  };
  for (const Case& c : {
           Case{"금리 인상", "raise raised", "raise raised|cut"},
           Case{"금리 환율", "raise", "raise|cut fx raised"},
           Case{"\"금리 인상\" 환율", "raise", "raise|cut fx raised"},
           Case{"금리 AND 리스본", "", "|cut lisbon raise raised"},
           Case{"금리 환율 -인하", "raise", "raise|fx raised"},
           Case{"리스트", "", "|lisbon"},
           Case{"금리 AND 환율 AND section:경제", "raise", "raise|cut fx"},
       }) {
    EXPECT_EQ(found(search(c.query, MatchMode::kAll)), c.all) << c.query;
    EXPECT_EQ(found(search(c.query, MatchMode::kAny)), c.any) << c.query;
  }
}

TEST_F(QuerySearch, ByDateFullMatchesHideOthers) {
  const auto newest = [](const char* query) {
    return ids_of(search(query, MatchMode::kAuto, Syntax::kQuery, Sort::kNewest));
  };
  EXPECT_EQ(newest("금리 인상"), (std::vector<std::string>{"raised", "raise"}));
  EXPECT_EQ(newest("금리 리스본 인하"),
            (std::vector<std::string>{"raised", "cut", "raise", "lisbon"}));
  EXPECT_EQ(newest("스포츠 리스트"), (std::vector<std::string>{"lisbon"}));
}

TEST_F(QuerySearch, FiltersAloneHaveTheNewestFirst) {
  EXPECT_EQ(ids_of(search("date:2024")), (std::vector<std::string>{"battery", "cut", "raise"}));
}

TEST_F(QuerySearch, PlainWordsRankAsWithoutTheLanguage) {
  for (const char* query : {"금리 인상", "한국은행이 기준금리를 내렸다", "-5도 환율",
                            "(주)삼성전자", "[속보] 한은, 금리 인하…환율은?", "C++ R&D: AI"}) {
    const SearchResult words = search(query, MatchMode::kAuto, Syntax::kWords);
    const SearchResult language = search(query);
    EXPECT_EQ(ids_of(language), ids_of(words)) << query;
    for (std::size_t i = 0; i < words.hits.size() && i < language.hits.size(); ++i)
      EXPECT_EQ(language.hits[i].score, words.hits[i].score) << query;
    EXPECT_TRUE(language.notes.empty()) << query;
  }
}

TEST_F(QuerySearch, WordsSyntaxKnowsNoSigns) {
  EXPECT_EQ(found(search("금리 -인상", MatchMode::kAuto, Syntax::kWords)), "raise raised|cut");
  EXPECT_EQ(search("\"금리", MatchMode::kAuto, Syntax::kWords).notes.size(), 0U);
}

TEST_F(QuerySearch, NotesSayHowItWasRead) {
  struct Case {
    const char* query;
    const char* note;
  };
  for (const Case& c : {
           Case{"금리 \"인상", "never closed"},
           Case{"\"없는 구절 금리\"", "no article matches the query as written"},
           Case{"언론사:느티 금리", "느티일보"},
           Case{"press:없는신문", "no article has press:없는신문"},
           Case{"금리 최근7일", "is read as the date"},
           Case{"금리 날짜:2031", "the newest is of 2025-06-30"},
           Case{"금리 날짜:2001", "the oldest is of 2023-12-31"},
       }) {
    const SearchResult result = search(c.query);
    ASSERT_FALSE(result.notes.empty()) << c.query;
    EXPECT_NE(result.notes.front().text.find(c.note), std::string::npos)
        << result.notes.front().text;
  }
  EXPECT_EQ(search("금리 -인하").parse, "금리 NOT 인하");
}

TEST_F(QuerySearch, HighlightsOfAPhraseAreThePhrase) {
  const SearchResult result = search("\"환율이 크게\"");
  ASSERT_EQ(result.hits.size(), 1U);
  const Hit& hit = result.hits[0];
  EXPECT_TRUE(hit.title_highlights.empty()) << "환율 alone is no phrase";
  std::string marked;
  for (const ByteRange& range : hit.highlights)
    marked += "[" + hit.snippet.substr(range.begin, range.end - range.begin) + "]";
  EXPECT_EQ(marked, "[환율][크게]");
}

TEST_F(QuerySearch, ExplanationsAddUp) {
  for (const auto& [query, sort] :
       {std::pair("금리 인상", Sort::kRelevance), std::pair("금리 인상", Sort::kRecent),
        std::pair("+금리 \"한국은행이 기준금리를\"", Sort::kRelevance),
        std::pair("정부는 “지켜보겠다”고 환율 크게", Sort::kRelevance),
        std::pair("삼성전자 AI 3.5%", Sort::kRelevance)}) {
    SearchRequest request;
    request.query = query;
    request.sort = sort;
    request.explain = true;
    const SearchResult result = Searcher(database_->database()).search(request);
    ASSERT_FALSE(result.hits.empty()) << query;
    for (const Hit& hit : result.hits) {
      ASSERT_TRUE(hit.explanation);
      double terms = 0, features = 0;
      for (const TermScore& term : hit.explanation->terms) {
        terms += term.score;
        EXPECT_FALSE(term.word.empty()) << term.term;
      }
      for (const FeatureScore& feature : hit.explanation->features) features += feature.score;
      EXPECT_NEAR(terms, hit.explanation->bm25, 1e-6) << query;
      EXPECT_NEAR(features, hit.score, 1e-9) << query;
    }
  }
  EXPECT_FALSE(search("금리").hits[0].explanation);
}

TEST(QueryText, PhrasesStandInTextWrittenOtherwise) {
  const TestDatabase database({
      {"nfd", "", "\u1112\u1161\u11ab\u1100\u116e\u11a8 \u1109\u1175\u1109\u1165\u11af", ""},
      {"hyphen", "", "한\u00ad국 시\u200b설", ""},
      {"plain", "", "한국  시설이다", ""},
      {"other", "", "시설 한국", ""},
  });
  const SearchResult result = database.search("\"한국 시설\"");
  EXPECT_EQ(found(result), "hyphen nfd plain");
}

// Where there are no links, signatures say which articles need not be read.
TEST_F(QuerySearch, PhrasesBesideNumbersLettersAndHanja) {
  std::vector<TestArticle> articles = {
      {"plain", "", "첫 줄. 미국 20대가 왔다.", ""},
      {"wide", "", "남미국 ‘２０대’는 달랐다.", ""},
      {"title", "미국 20대 조사", "수치는 없다.", ""},
      {"hanja", "", "李 대통령은 AI기술 3,000건을 말했다.", ""},
      {"madetitle", "韓 10…", "韓 1000명 가운데 10 명이 왔다.", ""},
  };
  for (int i = 0; i < 300; ++i) {
    const std::string text = "미국의 20대와 대통령 李모 씨, 기술과 AI 3000대, 韓은 10 ";
    articles.push_back({"a" + std::to_string(i), "", text + std::to_string(i), ""});
  }
  const TestDatabase database(articles);
  for (const Sort sort : {Sort::kRelevance, Sort::kNewest}) {
    SearchRequest request;
    request.sort = sort;
    const auto expect = [&](const char* query, const char* ids) {
      request.query = query;
      const SearchResult result = Searcher(database.database()).search(request);
      EXPECT_EQ(found(result), ids) << query;
      EXPECT_EQ(result.total.relation, Total::Relation::kExact) << query;
    };
    expect("\"미국 20대\"", "plain title wide");
    expect("\"李 대통령\"", "hanja");
    expect("\"AI기술 3000건\"", "hanja");
    expect("\"韓 10\"", "madetitle");
    expect("\"미국 20대\" OR \"李 대통령\"", "hanja plain title wide");
    expect("\"李 대통령\" NOT \"미국 20대\"", "hanja");
  }
  EXPECT_EQ(database.search("\"20대와 대통령\"").total.value, 300U);
}

TEST_F(QuerySearch, PagesOfVerifiedHitsJoin) {
  std::vector<TestArticle> articles;
  for (int i = 0; i < 400; ++i) {
    const std::string text = i % 3 == 0 ? "금리 인상 소식 " : "인상된 금리 소식 ";
    articles.push_back({"a" + std::to_string(i), "", text + std::to_string(i), ""});
  }
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "\"금리 인상\"";
  request.limit = 1000;
  const SearchResult whole = searcher.search(request);
  EXPECT_EQ(whole.hits.size(), 134U);
  EXPECT_EQ(whole.total.value, 134U);
  EXPECT_EQ(whole.total.relation, Total::Relation::kExact);
  std::vector<std::string> joined;
  request.limit = 10;
  for (request.offset = 0; request.offset < 150; request.offset += 10) {
    for (const Hit& hit : searcher.search(request).hits) joined.push_back(hit.id);
  }
  EXPECT_EQ(joined, ids_of(whole));
}

// 한·미 is 한미 in every mode.
TEST(Marks, AreReadTheSameWhateverIsDemanded) {
  const TestDatabase database({{"mark", "", "한·미 동맹이 굳건하다.", ""},
                               {"none", "", "한미 동맹이 굳건하다.", ""},
                               {"apart", "", "한 사람이 미래를 위한 동맹을 말했다.", ""}});
  const Searcher searcher(database.database());
  for (const char* query : {"한·미", "+한·미", "한-미 동맹", "body:한·미", "\"동맹\" 한·미"}) {
    for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll}) {
      for (const Sort sort : {Sort::kRelevance, Sort::kNewest}) {
        SearchRequest request;
        request.query = query;
        request.match = match;
        request.sort = sort;
        const std::string ids = found(searcher.search(request));
        EXPECT_EQ(ids.substr(0, ids.find('|')), "mark none") << query;
      }
    }
  }
}

// In the order of time as in that of relevance; not of what is demanded.
TEST(Alternatives, AreAcceptedForPlainWords) {
  const TestDatabase database(
      {{"long", "", "인천대학교가 1만320원 시급에 12,000명을 뽑는다.", ""},
       {"short", "", "인천대가 10,320원 시급에 1만2천명을 뽑는다.", ""},
       {"else", "", "인천대교 통행료 1만원, 320원 인상에 2천명 서명.", ""}});
  const Searcher searcher(database.database());
  const auto full = [&](const std::string& query, MatchMode match, Sort sort) {
    SearchRequest request;
    request.query = query;
    request.match = match;
    request.sort = sort;
    const std::string ids = found(searcher.search(request));
    return ids.substr(0, ids.find('|'));
  };
  for (const char* query : {"인천대학교", "10,320원", "1만320원", "12,000명", "인천대학교 -서울"}) {
    for (const Sort sort : {Sort::kRelevance, Sort::kNewest, Sort::kOldest}) {
      for (const MatchMode match : {MatchMode::kAuto, MatchMode::kAll})
        EXPECT_EQ(full(query, match, sort), "long short") << query;
    }
  }
  EXPECT_EQ(full("+인천대학교", MatchMode::kAuto, Sort::kNewest), "long");
  EXPECT_EQ(full("\"인천대학교\"", MatchMode::kAuto, Sort::kNewest), "long");
}

// What nearly all articles spell otherwise is looked for as they do.
TEST(Alternatives, AreTheWordWhereItIsRarelyWrittenAsTyped) {
  std::vector<TestArticle> articles = {{"typed", "", "넓은 들에 지은 집에서 컨텐츠를 만든다.", ""}};
  for (int i = 0; i < 20; ++i)
    articles.push_back({std::to_string(i), "", "넓은 들에 지은 집의 콘텐츠.", ""});
  articles.push_back({"title", "콘텐츠 수출", "콘텐츠 수출이 는다.", ""});
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "컨텐츠";
  const SearchResult result = searcher.search(request);
  EXPECT_EQ(result.total.value, articles.size());
  EXPECT_EQ(result.hits.at(0).id, "title");
  for (const char* demanded : {"+컨텐츠", "\"컨텐츠\""}) {
    request.query = demanded;
    EXPECT_EQ(searcher.search(request).total.value, 1U) << demanded;
  }
}

// 쌀을 where articles have 쌀 oftener with other josa, or none.
TEST(Alternatives, AreOneSyllableWithAnyJosa) {
  const TestDatabase database({{"asked", "", "쌀을 판다.", ""},
                               {"other", "", "쌀은 판다.", ""},
                               {"none", "", "쌀, 보리를 판다.", ""},
                               {"cake", "", "쌀과자와 햅쌀, 과자를 판다.", ""}});
  SearchRequest request;
  request.query = "쌀을";
  request.sort = Sort::kOldest;
  const std::string ids = found(Searcher(database.database()).search(request));
  EXPECT_EQ(ids.substr(0, ids.find('|')), "asked none other");
  request.query = "쌀은";
  const std::string others = found(Searcher(database.database()).search(request));
  EXPECT_EQ(others.substr(0, others.find('|')), "asked none other");
}

// Also where 뼈가 is as frequent as 뼈 with other josa: beside another word it finds those.
TEST(Alternatives, MayBeOneSyllable) {
  const TestDatabase database({{"asked", "", "뼈가 단단하다.", ""},
                               {"again", "", "뼈가 약하다.", ""},
                               {"other", "", "뼈는 자란다.", ""}});
  SearchRequest request;
  request.query = "고래의 뼈가";
  EXPECT_EQ(Searcher(database.database()).search(request).total.value, 3U);
}

// Articles as long as those of newspapers.
std::string with_filler(const std::string& text) {
  std::string filler;
  for (int i = 0; i < 60; ++i) filler += " 기자단은 이날 회의장 주변에서 질문을 준비했다.";
  return text + filler;
}

// 미사 (mass) is no 미사일 (missile), of which there are more and that say it oftener.
TEST(OneWord, IsAWordOfItsOwnInWhatComesFirst) {
  std::vector<TestArticle> articles = {
      {"mass", "", with_filler("") + " 교황이 첫 미사를 집전했다.", ""}};
  for (int i = 0; i < 100; ++i)
    articles.push_back({std::to_string(i), "미사일 발사", with_filler("미사일이 또 날았다."), ""});
  const TestDatabase database(articles);
  SearchRequest request;
  request.query = "미사";
  const SearchResult result = Searcher(database.database()).search(request);
  EXPECT_EQ(result.total.value, 101U);
  EXPECT_EQ(result.hits.at(0).id, "mass");
}

// The index has 김정한 by 김정 only, as every 김정은, and this one is among the last of those.
TEST(Names, AreFoundAmongManyThatBeginAlike) {
  const std::string late = with_filler(with_filler("")) + " 김용만의 역사 이야기.";
  std::vector<TestArticle> articles = {{"asked", "", late, ""}};
  for (int i = 0; i < 500; ++i)
    articles.push_back({std::to_string(i), "", with_filler("김용현 장관과 김용현 일가."), ""});
  const TestDatabase database(articles);
  SearchRequest request;
  request.query = "김용만";
  const SearchResult result = Searcher(database.database()).search(request);
  EXPECT_EQ(result.hits.at(0).id, "asked");
  EXPECT_EQ(result.hits.at(0).match, Match::kFull);
  EXPECT_EQ(result.hits.at(1).match, Match::kPartial);
}

// A word that no article has is found by its parts, beside another one.
TEST(Search, FindsPartsOfWordsThatNobodyWrote) {
  const TestDatabase database(
      {{"part", "", "의수는 팔을 대신한다.", ""}, {"none", "", "오늘은 비가 온다.", ""}});
  SearchRequest request;
  request.query = "의수기기 작동법";
  const SearchResult result = Searcher(database.database()).search(request);
  ASSERT_EQ(result.hits.size(), 1U);
  EXPECT_EQ(result.hits[0].id, "part");
  EXPECT_EQ(result.hits[0].match, Match::kPartial);
  request.query = "의수기기";
  EXPECT_TRUE(Searcher(database.database()).search(request).hits.empty());
}

// 곰의 is a 곰 with a josa, though 강의 is a noun.
TEST(Alternatives, AreOneSyllableBeforeUiUnlessItEndsANoun) {
  const TestDatabase database({{"asked", "", "곰의 겨울.", ""},
                               {"again", "", "곰이 잔다.", ""},
                               {"other", "", "곰은 크다.", ""},
                               {"lecture", "", "강의 첫날.", ""},
                               {"river", "", "강이 흐른다.", ""},
                               {"rivers", "", "강은 길다.", ""}});
  SearchRequest request;
  request.query = "곰의";
  EXPECT_EQ(Searcher(database.database()).search(request).total.value, 3U);
  request.query = "강의";
  EXPECT_EQ(Searcher(database.database()).search(request).total.value, 1U);
}

// But not 주가, which is one where others have a josa behind it, however frequent 주 is.
TEST(Alternatives, AreNotOneSyllableOfNouns) {
  std::vector<TestArticle> articles = {{"asked", "", "주가를 본다.", ""},
                                       {"first", "", "주가는 올랐다.", ""},
                                       {"second", "", "주가 전망, 주가의 앞날.", ""},
                                       {"third", "", "주가에 달렸다.", ""}};
  for (int i = 0; i < 20; ++i)
    articles.push_back(
        {std::to_string(i), "", "다음 주, 첫 주에 물이 찬다. 물은 물이라고 한다.", ""});
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  SearchRequest request;
  request.sort = Sort::kOldest;
  request.query = "주가";
  const std::string ids = found(searcher.search(request));
  EXPECT_EQ(ids.substr(0, ids.find('|')), "asked first second third");
  request.query = "물이";
  EXPECT_EQ(searcher.search(request).total.value, 20U);
}

// What is always followed by the same syllable has it for its own.
TEST(Names, EndLikeAnEverydayJosa) {
  const TestDatabase database(
      {{"1", "", "로저비비에 가방과 로저비비에 구두.", ""},
       {"2", "", "로저비비에의 새 가방.", ""},
       {"3", "", "남대문시장에 간 사람. 남대문시장에 또 간다.", ""},
       {"4", "", "남대문시장에, 그리고 남대문시장을 지났다.", ""},
       {"5", "", "카티야커피 신제품. 카티야커피 매장, 카티야커피의 광고.", ""}});
  const Searcher searcher(database.database());
  const auto marked = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    const Hit hit = searcher.search(request).hits.at(0);
    return hit.snippet.substr(hit.highlights[0].begin,
                              hit.highlights[0].end - hit.highlights[0].begin);
  };
  EXPECT_EQ(marked("로저비비에"), "로저비비에");
  EXPECT_EQ(marked("남대문시장에"), "남대문시장");
  EXPECT_EQ(marked("카티야"), "카티야");
}

// However the word is asked for.
TEST(Names, EndLikeJosaBesideSigns) {
  const TestDatabase database({{"man", "김용만 개관", "김용만은 왔다. 김용만이 갔다.", ""},
                               {"hyun", "김용현 귀국", "김용현은 왔다. 김용현이 갔다.", ""},
                               {"gyun", "김용균 추모", "김용균을 기렸다.", ""}});
  const Searcher searcher(database.database());
  const auto ids = [&](const std::string& query, Sort sort = Sort::kRelevance) {
    SearchRequest request;
    request.query = query;
    request.sort = sort;
    return found(searcher.search(request));
  };
  EXPECT_EQ(ids("김용만", Sort::kNewest), "man");
  EXPECT_EQ(ids("제목:김용만"), "man");
  EXPECT_EQ(ids("+김용만"), "man");
  EXPECT_EQ(ids("김용만 OR 개봉"), "man");
  EXPECT_EQ(ids("왔다 -김용만"), "hyun");
}

// Of a word that is cut in two all parts count, side by side.
TEST(Near, TakesWholeWords) {
  const TestDatabase database({{"near", "", "AI반도체 수출이 늘었다.", ""},
                               {"far", "",
                                "AI 수출이 늘었고 여러 나라에서 온 많은 손님이 하루 종일 새로 나온 "
                                "반도체를 봤다.",
                                ""},
                               {"dot", "", "한·미 정상회담이 열렸다.", ""},
                               {"apart", "", "한 정상회담에서 있었던 미 대통령의 말이다.", ""}});
  const Searcher searcher(database.database());
  const auto full = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    const std::string ids = found(searcher.search(request));
    return ids.substr(0, ids.find('|'));
  };
  EXPECT_EQ(full("AI반도체 NEAR/2 수출"), "near");
  EXPECT_EQ(full("수출 NEAR/2 AI반도체"), "near");
  EXPECT_EQ(full("한·미 NEAR/1 정상회담"), "dot");
}

// However few articles there are, the sentence with the word is shown.
TEST(Snippets, ShowWordsOfOneSyllable) {
  std::vector<TestArticle> articles = {{"bread", "", "첫 문장이다. 오늘은 빵을 구웠다. 끝.", ""}};
  for (int i = 0; i < 50; ++i) articles.push_back({std::to_string(i), "", "다른 소식이다.", ""});
  const TestDatabase database(articles);
  SearchRequest request;
  request.query = "빵";
  request.snippet_width = 20;
  const SearchResult result = Searcher(database.database()).search(request);
  ASSERT_EQ(result.hits.size(), 1u);
  EXPECT_NE(result.hits[0].snippet.find("빵"), std::string::npos) << result.hits[0].snippet;
}

// Who pastes a sentence wants the article that it stands in, not one that says the same early.
TEST(LongQueries, OfASentenceFindWhereItStands) {
  const std::string sentence =
      "나루시는 주민들의 의견을 모아 낡은 도서관을 새로 짓고 강변에 산책로를 만들기로 했다.";
  std::string filler;
  for (int i = 0; i < 40; ++i) filler += "시장은 예산을 설명하고 질문에 답했다. ";
  const TestDatabase database({
      {"says", "나루시 도서관 새로 짓고 강변 산책로 만든다",
       "나루시는 낡은 도서관을 새로 짓기로 했다. 주민들의 의견을 모았다. 강변에 산책로를 만든다.",
       ""},
      {"has", "시의회 소식", filler + sentence, ""},
      {"other", "바람", "바람이 분다.", ""},
  });
  EXPECT_EQ(database.search(sentence).hits.at(0).id, "has");
  EXPECT_EQ(database.search("나루시 도서관 새로 짓고 강변 산책로 만든다").hits.at(0).id, "says");
}

TEST(LongQueries, AreReadToTheirLimit) {
  const TestDatabase database({{"a", "", "사과가 익었다.", ""}, {"b", "", "살구가 익었다.", ""}});
  for (const char* begin : {"사과 ", "\"사과 배\" ", "(사과 "}) {
    SearchRequest request;
    request.query = begin;
    while (request.query.size() < 100'000) request.query += "다른말 ";
    request.query += "살구";
    const SearchResult result = Searcher(database.database()).search(request);
    EXPECT_EQ(result.query, request.query);
    ASSERT_FALSE(result.notes.empty());
    EXPECT_NE(result.notes[0].text.find("8192"), std::string::npos);
    ASSERT_EQ(result.hits.size(), 1u);
    EXPECT_EQ(result.hits[0].id, "a");
  }
}

TEST(Counts, AreNoMoreThanWasLookedAt) {
  constexpr int kAll = 20'100;
  std::vector<TestArticle> articles;
  for (int i = 0; i < kAll; ++i) {
    const std::string day = std::to_string(10 + i % 3);
    const std::string number = std::to_string(i);
    articles.push_back(
        {number, "", "리스본에서 아스트라 소식이다.",
         R"("date":"2025-06-)" + day + R"(","url":"https://news.example/)" + number + "/\""});
  }
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  const auto total_of = [&](const char* query, std::size_t notes) {
    SearchRequest request;
    request.query = query;
    const SearchResult result = searcher.search(request);
    EXPECT_EQ(result.notes.size(), notes) << query;
    return std::pair(result.total.value, result.total.relation);
  };
  using Relation = Total::Relation;
  total_of("+리스트", 2);  // it is said, and the words are looked for
  EXPECT_EQ(total_of("url:/20099/", 0), std::pair(std::uint64_t{1}, Relation::kExact));
  EXPECT_EQ(total_of("date:2025-06-10", 0), std::pair(std::uint64_t{kAll / 3}, Relation::kExact));
  const auto [some, relation] = total_of("url:/1", 0);  // 11,111 of them
  EXPECT_EQ(relation, Relation::kEstimate);
  EXPECT_NEAR(static_cast<double>(some), 11'111, 1'500);
}

// Of 리스본 and 아스트라 no article has 리스트, but those that do come first.
TEST(Counts, AreEstimatedFromMoreThanTheFirst) {
  constexpr int kAll = 2000, kMatching = 160;
  std::vector<TestArticle> articles;
  for (int i = 0; i < kAll; ++i) {
    const std::string text =
        i % (kAll / kMatching) == 0 ? "리스트 리스트 리스트" : "리스본에서 아스트라 소식이다.";
    articles.push_back({std::to_string(i), "", text, ""});
  }
  const TestDatabase database(articles);
  SearchRequest request;
  request.query = "+리스트";
  const SearchResult result = Searcher(database.database()).search(request);
  EXPECT_EQ(result.total.relation, Total::Relation::kEstimate);
  EXPECT_NEAR(static_cast<double>(result.total.value), kMatching, 1.5 * kMatching);
}

}  // namespace
}  // namespace gisa
