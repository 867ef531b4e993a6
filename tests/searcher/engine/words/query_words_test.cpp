// Words of a query that belong together though a blank, a hyphen or nothing is between them.
#include "searcher/engine/words/query_words.h"

#include <gtest/gtest.h>

#include "searcher/engine/words/ordinals.h"
#include "tests/searcher/engine/words/show_words.h"

namespace gisa {
namespace {

struct Case {
  const char* query;
  const char* expected;
  const char* trap;
};

TEST(QueryWords, GoOnBehindBlanksAndHyphens) {
  const Case cases[] = {
      {"1조 5천억", "1 조 +5천 억", "a number in parts"},
      {"10시 30분", "10 시 +30 분", "a time"},
      {"10시30분", "10 시 30 분", "glued anyway"},
      {"12월 3일", "12 월 +3 일", "a day"},
      {"2025년 1월", "2025 년 +1 월", "a month of a year"},
      {"12월 3명", "12 월 3 명", "a month and people"},
      {"3년 6개월", "3 년 6 개월", "years are as often left out"},
      {"GPT-5", "gpt +5", "a name"},
      {"K-패스", "k +패스", "another"},
      {"SK-한화", "sk 한화", "two names"},
      {"F-35A", "f +35 a", "a name that goes on"},
      {"GPT 5", "gpt 5", "a blank"},
      {"5-GPT", "5 gpt", "a number first"},
      {"한-5", "한 5", "Hangul"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    EXPECT_EQ(show_words(analyze_query(c.query, analyzer), &QueryWord::goes_on), c.expected)
        << c.trap;
  }
}

TEST(QueryWords, AreScores) {
  const Case cases[] = {
      {"2-1 승리", "2 +1 승리", "a hyphen"},
      {"2:1", "2 1", "a colon"},
      {"2-1-3", "2 +1 +3", "more of them"},
      {"F-35", "f 35", "letters"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    EXPECT_EQ(show_words(analyze_query(c.query, analyzer), &QueryWord::is_hyphened), c.expected)
        << c.trap;
  }
}

TEST(QueryWords, AreAskedWithoutOrdinalPrefix) {
  const Case cases[] = {
      {"제22대 국회", "+제 22 대 국회", "an assembly"},
      {"제 3차 회의", "제 3 차 회의", "a blank"},
      {"제1차관", "+제 1 차관", "an office"},
      {"제1야당", "제 1 야당", "a name"},
      {"제3자", "제 3 자", "and another"},
      {"제13조", "제 13 조", "13조 are trillions"},
      {"헌법 제13조", "헌법 +제 13 조", "but not of a law"},
      {"시행령 제3조의2", "시행령 +제 3 조 2", "nor of what follows one"},
      {"제주", "제주", "no number"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    ask_without_ordinal_prefix(words);
    EXPECT_EQ(show_words(words, &QueryWord::is_prefix), c.expected) << c.trap;
  }
}

TEST(QueryWords, AskWithJosaAndEndingsOfSpeech) {
  Analyzer analyzer;
  for (const char* query : {"어디서 났나", "어디 났나", "뭐가 났나", "뭐야 이게 뭔 소리",
                            "뭔가요 양자", "얼만지 연봉", "누군가요 감독", "뭐예요 양자"})
    EXPECT_EQ(analyze_query(query, analyzer)[0].role, WordRole::kQuestion) << query;
}

TEST(QueryWords, AreNoRequests) {
  const Case cases[] = {
      {"환율 알려줘", "+환율 알려줘", "a request"},
      {"환율 알려 줘요", "+환율 알려 줘요", "in two words"},
      {"환율 좀 찾아주세요", "+환율 좀 찾아주", "and how"},
      {"쿠팡 유출 사건 정리해 줘", "+쿠팡 +유출 +사건 정리 줘", "a deed with 하다"},
      {"삼성전자 실적 기사 보여줘", "+삼성전자 +실적 기사 보여줘", "what is asked for as such"},
      {"삼성전자 실적 관련 뉴스를 자세히 알려줘", "+삼성전자 +실적 관련 뉴스 자세히 알려줘",
       "all of it"},
      {"쿠팡 관련 기사", "+쿠팡 관련 기사", "no request"},
      {"쿠팡 관련기사", "+쿠팡 관련기사", "in one word"},
      {"금리 인하 궁금해요", "+금리 +인하 궁금", "curious"},
      {"김병기 알고 싶어요", "+김병기 알고 싶어", "wishing"},
      {"일출 어디서 봐", "+일출 어디서 봐", "a verb of everyday"},
      {"일출 봐", "+일출 +봐", "no question"},
      {"언제 중국 가나", "언제 +중국 가나", "behind what is asked about"},
      {"금리 어떻게 될까요", "+금리 어떻게 될까", "in doubt"},
      {"눈 언제 올지", "+눈 언제 올지", "the same"},
      {"왜 안 왔는지", "왜 +안 왔는지", "a past"},
      {"쿠팡 어떻게 됐나요", "+쿠팡 어떻게 됐나", "the same, politely"},
      {"세금 누가 받을까", "+세금 누가 받으", "with a last consonant"},
      {"중국 가나", "+중국 +가나", "a country, where nothing is asked"},
      {"왜 죽었나", "왜 +죽었나", "no verb of everyday"},
      {"타종 몇시에 해", "+타종 몇시 해", "in one word"},
      {"타종 몇 시", "+타종 몇 시", "what is counted"},
      {"연금 몇 퍼센트 인상", "+연금 몇 퍼센트 +인상", "among others"},
      {"택시 기사", "+택시 +기사", "a driver"},
      {"택시 기사 폭행", "+택시 +기사 +폭행", "in the middle"},
      {"관련 법안", "+관련 +법안", "of something"},
      {"알려줘 환율", "+알려줘 +환율", "a title, maybe"},
      {"알려줘", "+알려줘", "nothing else"},
      {"기사 보여줘", "+기사 +보여줘", "no content beside it"},
      {"왜 알려줘", "왜 +알려줘", "nor here"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    EXPECT_EQ(show_words(analyze_query(c.query, analyzer), &QueryWord::is_content), c.expected)
        << c.trap;
  }
}

}  // namespace
}  // namespace gisa
