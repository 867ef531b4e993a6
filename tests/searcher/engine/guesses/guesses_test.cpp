#include "searcher/engine/guesses/guesses.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "common/analysis/normalized_text.h"
#include "common/text/utf8.h"
#include "gisa/searcher.h"
#include "searcher/engine/guesses/half_typed.h"
#include "searcher/engine/guesses/keyboard_layout.h"
#include "searcher/engine/guesses/misspelling.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(HangulOfKeys, Table) {
  struct Case {
    std::string keys;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"tkatjdwjswk", "삼성전자", "finals and initials"},
      {"rlwnsrmafl", "기준금리", "a consonant between two vowels begins a syllable"},
      {"rkqt", "값", "two finals"},
      {"rkqtdl", "값이", "two finals before a consonant"},
      {"rkqtl", "갑시", "the second of two is the next initial"},
      {"ekfrrhrl", "닭고기", "two of a kind"},
      {"dlTek", "있다", "Shift makes a double consonant"},
      {"RhcEkf", "꽃딸", "also as an initial"},
      {"dodl", "애이", "ㅐ by a key of its own"},
      {"dOrl", "얘기", "and with Shift"},
      {"p", "", "a vowel alone"},
      {"dPtks", "예산", "ㅖ"},
      {"rhksfl", "관리", "two keys for a vowel"},
      {"ehoTek", "됐다", "three jamo of two keys"},
      {"dnjftp", "월세", "ㅝ, ㄹ"},
      {"dmlfy", "의료", "ㅢ"},
      {"TkdDKA", "쌍암", "Shift where it makes no difference"},
      {"GKSRNR", "한국", "Caps Lock"},
      {"gisa", "", "begins with ㅎㅑ, ends with consonants"},
      {"asdf", "", "only consonants"},
      {"hello", "", "begins with a vowel"},
      {"rk1", "", "a digit"},
      {"가", "", "no letters"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(hangul_of_keys(c.keys), c.expected) << c.keys << ": " << c.trap;
  }
}

std::u16string normalized(const std::string& text) {
  NormalizedText out;
  normalize(text, out);
  return out.units;
}

TEST(KeysOfHangul, Table) {
  struct Case {
    std::string hangul;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"ㅑㅔㅙㅜㄷ", "iphone", "jamo alone, one of two keys"},
      {"ㅎㅐㅐ히ㄷ", "google", "jamo and syllables"},
      {"ㄴ므녀ㅜㅎ", "samsung", "mostly syllables"},
      {"ㄱㄸㅆ", "rET", "Shift"},
      {"값", "rkqt", "two finals"},
      {"ㄳ", "rt", "two consonants in one jamo"},
      {"가a", "", "a letter"},
      {"ㆍ", "", "an old vowel, used as a dot"},
      {"", "", "nothing"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(keys_of_hangul(normalized(c.hangul)), c.expected) << c.hangul << ": " << c.trap;
}

TEST(KeysOfHangul, UndoesHangulOfKeys) {
  for (char16_t syllable = 0xAC00; syllable <= 0xD7A3; ++syllable) {
    const std::u16string two = {syllable, u'가'};
    EXPECT_EQ(hangul_of_keys(keys_of_hangul(two)), to_utf8(two));
  }
}

TEST(HalfTypedWord, Table) {
  struct Case {
    std::string typed;
    std::u16string run;
    bool begins;
    std::string trap;
  };
  const Case cases[] = {
      {"ㅅㅅㅈㅈ", u"삼성전자", true, "initials"},
      {"ㅅㅅㅈㅈ", u"삼성전자는", true, "the run may go on"},
      {"ㅅㅅㅈㅈ", u"삼성전", false, "the run is too short"},
      {"ㅅㅅㅈㅈ", u"쌍성전자", false, "a double consonant is another"},
      {"강남ㄱ", u"강남구", true, "the end is open"},
      {"강남ㄱ", u"강북구", false, "syllables must be those"},
      {"ㄱ", u"각", true, "the first of the initial's syllables"},
      {"ㄱ", u"긯", true, "the last one"},
      {"ㄱ", u"까", false, "behind the last one"},
      {"ㅎ", u"힣", true, "the last syllable there is"},
  };
  for (const Case& c : cases) {
    const auto word = HalfTypedWord::read(normalized(c.typed));
    ASSERT_TRUE(word) << c.typed;
    EXPECT_EQ(word->begins(c.run), c.begins) << c.typed << ": " << c.trap;
  }
  for (const char* other : {"", "강남", "강남a", "ㅏ", "ㄳ", "강ㅏ"})
    EXPECT_FALSE(HalfTypedWord::read(normalized(other))) << other;
  EXPECT_EQ(HalfTypedWord::read(normalized("강남ㄱ"))->known(), u"강남");
}

TEST(Respellings, AreAllThatDifferInOneJamo) {
  std::set<std::u16string> words, alike;
  for (const Respelling& other : respellings(u"배터", 0, 2)) {
    words.insert(other.word);
    if (other.sounds_alike) alike.insert(other.word);
  }
  EXPECT_EQ(words.size(), 2u * (18 + 20 + 27));
  for (const char16_t* word : {u"베터", u"배텨", u"백터", u"패터", u"배더"})
    EXPECT_TRUE(words.contains(word)) << to_utf8(word);
  EXPECT_FALSE(words.contains(u"배터"));
  EXPECT_FALSE(words.contains(u"베텨")) << "two jamo";
  EXPECT_EQ(alike, (std::set<std::u16string>{u"빼터", u"패터", u"베터", u"뱨터", u"볘터", u"배더",
                                             u"배떠", u"배텨"}));
  EXPECT_EQ(respellings(u"배터", 1, 2).size(), 18u + 20 + 27) << "the second syllable alone";
  EXPECT_TRUE(respellings(u"배터", 2, 2).empty());
}

// Searches a few articles.
class SmallSearch {
 public:
  explicit SmallSearch(const std::vector<TestArticle>& articles) : database_(articles) {}

  SearchResult search(const std::string& query, MatchMode match = MatchMode::kAuto) const {
    SearchRequest request;
    request.query = query;
    request.match = match;
    return searcher_.search(request);
  }
  static std::string ids(const SearchResult& result) {
    std::string ids;
    for (const Hit& hit : result.hits) ids += (ids.empty() ? "" : " ") + hit.id;
    return ids;
  }
  std::string suggestion(const std::string& query) const { return search(query).suggestion; }

 protected:
  TestDatabase database_;
  Searcher searcher_{database_.database()};
};

class WrongLayoutTest : public testing::Test, public SmallSearch {
 protected:
  WrongLayoutTest()
      : SmallSearch({{"rate", "기준금리 동결", "한국은행이 기준금리를 동결했다.", ""},
                     {"english", "The fork", "A fork and rmafl are words here.", ""},
                     {"other", "환율 상승", "환율이 올랐다.", ""}}) {}
};

TEST_F(WrongLayoutTest, FindsWhatTheKeysWrite) {
  const SearchResult result = search("rlwnsrmafl");
  EXPECT_EQ(ids(result), "rate");
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0].text,
            "no article has \"rlwnsrmafl\": read as 기준금리, written by the same keys");
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  EXPECT_FALSE(result.hits[0].title_highlights.empty());
}

TEST_F(WrongLayoutTest, DoesSoAmongOtherWords) {
  EXPECT_EQ(ids(search("rlwnsrmafl 동결")), "rate");
  EXPECT_EQ(ids(search("ghksdbf 상승")), "other");
  EXPECT_EQ(search("동결 ehdruf").notes[0].offset, std::string("동결 ").size());
  EXPECT_EQ(search("+동결 ehdruf").notes[0].offset, std::string("+동결 ").size());
}

TEST_F(WrongLayoutTest, IsNoGuessWhereTheWordItselfIsFound) {
  const SearchResult result = search("rmafl");
  EXPECT_EQ(ids(result), "english");
  EXPECT_TRUE(result.notes.empty());
}

TEST_F(WrongLayoutTest, NeedsHangulThatIsThere) {
  EXPECT_EQ(ids(search("tkatjdwjswk")), "") << "삼성전자 is in no article";
  EXPECT_EQ(ids(search("rla")), "") << "김: one syllable stands everywhere";
  EXPECT_TRUE(search("tkatjdwjswk").notes.empty());
}

TEST_F(WrongLayoutTest, NeedsAWordIfItIsShort) {
  EXPECT_EQ(ids(search("wnsrma")), "") << "준금 stands inside 기준금리 only";
  EXPECT_EQ(ids(search("ehdruf")), "rate") << "동결";
}

TEST_F(WrongLayoutTest, GoesTheOtherWay) {
  const SearchResult result = search("잭ㅇㄴ");
  EXPECT_EQ(ids(result), "english");
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0].text,
            "no article has \"잭ㅇㄴ\": read as words, written by the same keys");
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  EXPECT_EQ(ids(search("동결 잭ㅇㄴ")), "rate english");
  EXPECT_EQ(search("동결 잭ㅇㄴ").notes[0].offset, std::string("동결 ").size());
  EXPECT_EQ(ids(search("ㄻㄹ")), "") << "faf is in no article";
}

TEST_F(WrongLayoutTest, IsNotForWhoWantsNothingButTheWords) {
  EXPECT_EQ(ids(search("rlwnsrmafl", MatchMode::kAll)), "");
  searcher_.set_synonyms("", "none");
  EXPECT_EQ(ids(search("rlwnsrmafl")), "");
}

class GuessTest : public testing::Test, public SmallSearch {
 protected:
  GuessTest()
      : SmallSearch({{"chips", "삼성전자 실적", "삼성전자가 실적을 발표했다.", ""},
                     {"chips2", "반도체 수출", "삼성전자는 수출을 늘렸다.", ""},
                     {"seoul", "서울 소식", "서울특별시 강남구의 거리. 강남구청 앞.", ""},
                     {"seoul2", "도로 공사", "서울특별시 강남구는 도로를 고친다.", ""},
                     {"laugh", "댓글", "댓글에는 ㅋㅋㅋ 웃음만 있었다. 크크크 하고 웃었다.", ""},
                     {"growth", "물가와 취업률", "취업률이 올랐다.", ""},
                     {"battery", "배터리 화재", "전기차 배터리에서 불이 났다.", ""}}) {}
};

TEST_F(GuessTest, InitialsStandForAWord) {
  const SearchResult result = search("ㅅㅅㅈㅈ 실적");
  EXPECT_EQ(ids(result), "chips chips2");
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  ASSERT_EQ(result.notes.size(), 1u);
  EXPECT_EQ(result.notes[0].text, "\"ㅅㅅㅈㅈ\" was read as 삼성전자, which begins so");
  EXPECT_EQ(ids(search("ㅂㅌㄹ")), "battery");
  EXPECT_EQ(ids(search("ㅋㅋㅋ")), "laugh");
  EXPECT_TRUE(search("ㅋㅋㅋ").notes.empty()) << "it is a word there";
  EXPECT_EQ(ids(search("ㅋㅋㄷㅋ")), "");
  EXPECT_EQ(ids(search("ㅅㅈ")), "") << "two are too few";
}

TEST(Guesses, AreMadeBesideACompoundThatIsSplit) {
  std::vector<TestArticle> articles = {{"battery", "", "전기차 배터리에서 불이 났다.", ""}};
  for (int i = 0; i < 9; ++i)
    articles.push_back({std::to_string(i), "", "하나은행 연금 창구.", ""});
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  for (const char* query :
       {"하나은행연금 ㅂㅌㄹ", "ㅂㅌㄹ 하나은행연금", "하나은행연금·화재 ㅂㅌㄹ"}) {
    SearchRequest request;
    request.query = query;
    const SearchResult result = searcher.search(request);
    ASSERT_EQ(result.notes.size(), 1u) << query;
    EXPECT_EQ(result.notes[0].text, "\"ㅂㅌㄹ\" was read as 배터리, which begins so") << query;
  }
  SearchRequest request;
  request.query = "하나은행연금 전기차 화재 베터리";
  EXPECT_EQ(searcher.search(request).suggestion, "하나은행연금 전기차 화재 배터리")
      << "four words, as typed";
}

TEST_F(GuessTest, AWordIsTypedToItsEnd) {
  EXPECT_EQ(search("강남ㄱ").notes[0].text, "\"강남ㄱ\" was read as 강남구, which begins so");
  EXPECT_EQ(ids(search("강남ㄱ")), ids(search("강남구")));
  EXPECT_EQ(search("삼성ㅈ 수출").notes[0].text,
            "\"삼성ㅈ\" was read as 삼성전자, which begins so");
  EXPECT_EQ(search("서울특별시 ㄱ").notes[0].text, "\"ㄱ\" was read as 강남구, which begins so");
  EXPECT_TRUE(search("서울특별시 ㅎ").notes.empty());
}

TEST_F(GuessTest, QuotesAndAllMeanWhatTheySay) {
  EXPECT_EQ(ids(search("강남ㄱ", MatchMode::kAll)), "");
}

// The initial sound law, which the North does not have, nor do all surnames.
TEST(Respellings, SoundAlikeAtABeginning) {
  const auto is_alike = [](std::u16string_view word, std::u16string_view wanted) {
    for (const Respelling& other : respellings(word, 0, word.size())) {
      if (other.word == wanted) return other.sounds_alike;
    }
    return false;
  };
  EXPECT_TRUE(is_alike(u"유현진", u"류현진"));
  EXPECT_TRUE(is_alike(u"로동신문", u"노동신문"));
  EXPECT_TRUE(is_alike(u"녀성", u"여성"));
  EXPECT_TRUE(is_alike(u"림업", u"임업"));
  EXPECT_FALSE(is_alike(u"로동", u"오동")) << "ㄹ is ㄴ there";
  EXPECT_FALSE(is_alike(u"나무", u"아무"));
  EXPECT_FALSE(is_alike(u"교류", u"교유")) << "not at the beginning";
}

TEST(Guesses, ReadLettersByTheirNames) {
  const TestDatabase database({{"mbc", "", "MBC 연예대상.", ""},
                               {"gs", "", "GS건설 분양.", ""},
                               {"who", "", "더블유에이치오 회의와 WHO 회의.", ""},
                               {"tea", "", "티피 야영.", ""},
                               {"sk", "", "SK 배터리.", ""},
                               {"skon", "", "SK 배터리 공장.", ""},
                               {"eu", "", "EU 회의의 이유.", ""}});
  const Searcher searcher(database.database());
  const auto first = [&](const std::string& query) {
    SearchRequest request;
    request.query = query;
    const SearchResult result = searcher.search(request);
    const bool is_full = !result.hits.empty() && result.hits[0].match == Match::kFull;
    return (is_full ? result.hits[0].id : "") + (result.notes.empty() ? "" : " told");
  };
  EXPECT_EQ(first("엠비씨 연예대상"), "mbc told");
  EXPECT_EQ(first("지에스건설의 분양"), "gs told");
  EXPECT_EQ(first("더블유에이치오"), "who") << "articles have it";
  EXPECT_EQ(first("티피"), "tea") << "so they have this";
  EXPECT_EQ(first("에스케이 공장"), "skon") << "letters that articles have stand for their names";
  EXPECT_EQ(first("에스비에스"), "") << "no article has SBS";
}

TEST_F(GuessTest, SuggestsASpelling) {
  EXPECT_EQ(suggestion("베터리"), "배터리");
  EXPECT_EQ(suggestion("베터리에서 화재"), "배터리에서 화재") << "the rest stays as it was";
  EXPECT_EQ(suggestion("삼성전쟈"), "삼성전자");
  EXPECT_EQ(suggestion("+삼성전쟈 -수출"), "+삼성전자 -수출");
  EXPECT_EQ(suggestion("추업율"), "취업률") << "of which 율 is wrong by rule";
  EXPECT_EQ(suggestion("취업율"), "") << "a rule finds it";
  EXPECT_EQ(suggestion("배터리"), "");
  EXPECT_EQ(suggestion("축구"), "") << "nothing is like it";
  EXPECT_EQ(suggestion("배텨리 화제 삼성 전기 도로 소식"), "") << "too many words to check";
  EXPECT_EQ(ids(search("베터리")), "") << "it is not searched";
}

// What is new in the news has other words one jamo away: the rest of the query tells which is
// meant.
TEST(Guesses, SuggestWhatStandsBesideTheOtherWords) {
  std::vector<TestArticle> articles;
  const auto add = [&](std::size_t times, const std::string& text) {
    for (std::size_t i = 0; i < times; ++i)
      articles.push_back({std::to_string(articles.size()), "", text, ""});
  };
  add(2, "김기수 드라마 출연.");
  add(1, "공장 배터리 화재.");
  add(1, "국립미술관 개관.");
  add(4, "한빛전자 실적 발표.");
  add(9, "동네에서 실제 있던 일.");
  add(9, "가을 드라마 소식.");
  add(1500, "국회 법안 처리, 대통령 서명.");
  add(1, "국회 연설 자막: 대통룡.");
  add(6, "국회에서 이 제명 조치를 다뤘다.");
  add(99, "이재명 후보 국회 연설.");
  add(9, "김건희 여사의 가방.");
  add(99, "국회가 잊었나.");
  add(99, "국회에 물이 샌다.");
  add(1, "물의 온도.");
  add(1, "국회에 있었다. 두었나.");
  add(9, "김건은 여사와 그 가방.");
  add(9, "박건희 화백의 그림.");
  add(9, "드라마가 몇달 걸렸다.");
  add(30, "올트먼이 앤트로픽과 만났다.");
  add(1, "엔트로픽 개발자.");
  add(200, "도널드 대통령의 연설.");
  add(5, "맥도날드 연설.");
  const TestDatabase database(articles);
  const Searcher searcher(database.database());
  struct Case {
    std::string query;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"드라마 김이수", "드라마 김기수", "stands there"},
      {"국회 김이수", "", "another person, who has nothing to do with it"},
      {"김이수", "김기수", "nothing else is known"},
      {"탐사선 김이수", "", "nor is the other word"},
      {"드라마 몇살", "", "a question, no word an article must have"},
      {"국회 베터리", "국회 배터리", "sounds the same"},
      {"국회 국립미술괸", "국회 국립미술관", "long enough"},
      {"대총령 드라마", "대통령 드라마", "stands nowhere near, but in most articles"},
      {"국회 이제명", "국회 이재명", "other words have the same syllables"},
      {"국회 대통룡", "국회 대통령", "one of the hits has the same misspelling"},
      {"한빛전자 실저", "한빛전자 실적", "and not 실제, which is more frequent"},
      {"동네 실저", "동네 실제", "other words, another meaning"},
      {"박건의 그림", "박건희 그림", "what looks like a josa of everyday is of the name"},
      {"국회 이재며", "국회 이재명", "nor is 며 an ending of a name"},
      {"국회 물의", "", "one syllable and a josa"},
      {"국회 있었나", "", "a verb with another ending than articles have"},
      {"김건의 가방", "", "and is one where there is a 김건"},
      {"올트만", "올트먼", "so is 만 behind what stands nowhere by itself"},
      {"엔트로픽", "앤트로픽", "one hit of many has the same misspelling"},
      {"앤트로픽", "", "all hits have it"},
      {"도날드 연설", "도널드 연설", "which stands only within another word"},
      {"맥도날드 연설", "", "and this is that one"},
  };
  for (const Case& c : cases) {
    SearchRequest request;
    request.query = c.query;
    EXPECT_EQ(searcher.search(request).suggestion, c.expected) << c.query << ": " << c.trap;
  }
}

TEST(Guesses, TellWhatNoArticleHas) {
  const TestDatabase database({{"1", "", "배터리 공장 화재, 강인한 사람. 이강 시장.", ""},
                               {"2", "", "새 정부 출범. 국회 개원. 다리가 무너졌다.", ""}});
  const Searcher searcher(database.database());
  struct Case {
    std::string query;
    std::string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"이강인 화재", "no article has 이강인", "though one has its syllables"},
      {"화재 우주선과 NASA", "no article has 우주선|no article has NASA", "two"},
      {"화재 국회", "", "no article has both"},
      {"새정부 국회", "", "written in two"},
      {"화재 베터리", "", "a suggestion says it"},
      {"우주선", "", "nothing is found"},
      {"화재 날아갔다", "", "a verb has other forms"},
      {"화재 \"우주선\"", "no article has 우주선", "why the phrase is not found"},
      {"배터리 공장 화재 이강 시장 우주선", "", "a headline"},
  };
  for (const Case& c : cases) {
    SearchRequest request;
    request.query = c.query;
    std::string notes;
    for (const Note& note : searcher.search(request).notes) {
      if (note.text.starts_with("no article has"))
        notes.append(notes.empty() ? "" : "|").append(note.text);
    }
    EXPECT_EQ(notes, c.expected) << c.query << ": " << c.trap;
  }
}

// 신용해 and 이진한 are verbs by the rules, as 공정한 is one.
TEST(Guesses, ANameIsNoVerb) {
  const TestDatabase database(
      {{"credit", "", "신용 대출과 신용 등급.", ""},
       {"credit2", "", "저신용 고객의 신용 등급을 올린다.", ""},
       {"head", "", "신용해 전 본부장을 불렀다.", ""},
       {"head2", "", "수사를 받는 신용해는 말이 없었다.", ""},
       {"jin", "", "이진호 이진숙 이진우가 왔다.", "\"reporter\":\"이진한\""},
       {"fair", "", "공정 거래를 공정하게 한다. 공정한 사회.", ""},
       {"fair2", "", "반도체 공정.", ""}});
  const Searcher searcher(database.database());
  using Ids = std::set<std::string>;
  const auto found = [&](const std::string& query, MatchMode match = MatchMode::kAuto) {
    SearchRequest request;
    request.query = query;
    request.match = match;
    Ids full;
    for (const Hit& hit : searcher.search(request).hits) {
      if (hit.match == Match::kFull) full.insert(hit.id);
    }
    return full;
  };
  EXPECT_EQ(found("신용해"), Ids({"head", "head2"}));
  EXPECT_EQ(found("신용해", MatchMode::kAll), Ids({"head", "head2"}));
  EXPECT_EQ(found("신용해 본부장"), Ids({"head"}));
  EXPECT_EQ(found("이진한"), Ids({"jin"})) << "a reporter, who wrote it";
  EXPECT_EQ(found("공정한"), Ids({"fair", "fair2"})) << "which has another form";
  EXPECT_EQ(found("공정해"), Ids({"fair", "fair2"})) << "as one that no article has";
}

TEST(Guesses, ASyllableIsDefined) {
  const TestDatabase database({{"gel", "", "손에 젤을 발랐다.", ""},
                               {"jar", "", "통에 든 젤은 굳었다.", ""},
                               {"iran", "", "이란 대사가 왔다.", ""}});
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = "젤이란";
  const SearchResult result = searcher.search(request);
  ASSERT_EQ(result.hits.size(), 2U);
  EXPECT_EQ(result.hits[0].match, Match::kFull);
  EXPECT_EQ(result.hits[1].match, Match::kFull);
}

// In 8 KB of either there would be minutes of work.
TEST(Guesses, AreNotMadeOfWhatNobodyTypes) {
  std::string name;
  for (int i = 0; i < 7; ++i) name += "배터리";
  const TestDatabase database({{"long", "", name + " 화재.", ""}, {"a", "", "배터리 화재.", ""}});
  const Searcher searcher(database.database());
  SearchRequest request;
  request.query = name;
  request.query.replace(request.query.rfind("배"), std::string_view("배").size(), "베");
  EXPECT_EQ(searcher.search(request).suggestion, "") << "a word of 21 syllables";
  request.query = "ㅂㅌㄹ ㅂㅌㄹ ㅂㅌㄹ ㅂㅌㄹ ㅂㅌㄹ";
  EXPECT_TRUE(searcher.search(request).notes.empty()) << "five words of initials";
}

TEST_F(GuessTest, SuggestsNothingToPrograms) {
  SearchRequest request;
  request.expression = Query::term("베터리");
  EXPECT_EQ(searcher_.search(request).suggestion, "");
  request.expression.reset();
  request.query = "베터리";
  request.syntax = Syntax::kWords;
  EXPECT_EQ(searcher_.search(request).suggestion, "");
  request.syntax = Syntax::kQuery;
  request.snippets = false;
  EXPECT_EQ(searcher_.search(request).suggestion, "") << "nobody looks at the hits";
}

}  // namespace
}  // namespace gisa
