#include "searcher/engine/synonyms/verb_forms.h"

#include <gtest/gtest.h>

#include "common/text/utf8.h"
#include "searcher/engine/index/snapshot.h"
#include "tests/support/test_database.h"

namespace gisa {
namespace {

TEST(VerbForms, AreToldByArticles) {
  const TestDatabase database(
      {{"1", "", "선원이 숨졌다. 어부가 숨져 있었다. 숨진 고래.", ""},
       {"2", "", "물가가 올랐다. 값이 올라 걱정이다. 오른 값. 오르는 값.", ""},
       {"3", "", "짝을 찾았다. 찾아 나선 길. 길을 찾은 사람. 춤을 멈췄다. 멈춰 섰다. 멈춘 시계.",
        ""},
       {"5", "",
        "가수가 떠났다. 떠난 가수. 열차가 나왔다. 나온 열차. 밖으로 나와 섰다. 아이를 속였다. 속인 "
        "어른. 속여 "
        "팔았다. 속이는 어른.",
        ""},
       {"6", "",
        "빵을 만들었다. 만든 빵. 만들어 먹었다. 모든 빵. 모든 아이. 시간이 지났다. 기온이 올랐다.",
        ""},
       {"12", "",
        "창고에 불났다. 불난 창고. 밖으로 나섰다. 앞에 나선 사람. 노선과 재난, 노서아와 재나라. "
        "짐을 "
        "보냈다. 보낸 짐. 편지를 건넸다. 건넨 편지.",
        ""},
       {"13", "",
        "말이 어려웠다. 어려운 말. 어려워 보인다. 어렵고 긴 말. 이웃을 도왔다. 도운 이웃. 도와 준 "
        "이웃. 행운.",
        ""},
       {"14", "",
        "날이 나빴다. 나쁜 날. 나빠 보인다. 나쁘고 추운 날. 뜻을 깨달았다. 깨닫고 나서. 들은 말. "
        "말을 들었다.",
        ""},
       {"15", "",
        "집을 지었다. 지은 집. 지어 올린 집. 짓는 집. 섬을 이었다. 이은 섬. 섬을 잇는 다리.", ""},
       {"16", "", "고기를 구웠다.", ""},
       {"7", "", "지난 해.", ""},
       {"8", "", "지난 달.", ""},
       {"9", "", "지난 주.", ""},
       {"10", "", "지난 밤.", ""},
       {"11", "", "지난 봄.", ""},
       {"4", "", "사진이 많다. 사진을 찍는다. 고려의 도자기. 은은한 빛, 기은의 창구. 다른 길.",
        ""}});
  const auto snapshot = Snapshot::open(database.database());
  struct Case {
    const char* query;
    const char* expected;
    const char* trap;
  };
  const Case cases[] = {
      {"숨진", "숨지 숨져 숨졌", "what modifies"},
      {"숨졌다", "숨져 숨진 숨졌", "the past, which is known as a verb"},
      {"숨져", "숨지 숨진 숨졌", "what connects"},
      {"오른", "올라 오르 올랐", "르"},
      {"올랐다", "오른 오르 올랐", "and its past"},
      {"찾은", "찾았 찾아", "a final consonant"},
      {"지은", "지었 지어 짓는", "a final consonant that is lost"},
      {"지었다", "지어 지은 짓는", "and its past"},
      {"이은", "잇는", "and 이었 and 이어 are other words"},
      {"구운", "구우 구웠", "told by its past alone"},
      {"찾았다", "찾아 찾은", "and its past"},
      {"멈춘", "멈추 멈춰 멈췄", "우"},
      {"떠났다", "떠난 떠났", "another vowel"},
      {"떠나나요", "", "no past: 끝나나요 would have 끝난"},
      {"나왔다", "나온 나왔 나와", "오"},
      {"나온", "나오 나왔 나와", "and the other way"},
      {"기온", "", "a noun, without 기와"},
      {"속였다", "속이 속여 속인", "이 and its past are one syllable"},
      {"만들었다", "만들었 만들어 만든", "ㄹ is lost"},
      {"만든", "만들었 만들어", "so it is here"},
      {"모든", "", "without 모들어"},
      {"지났다", "지났", "지난 is another word"},
      {"떠난", "떠나 떠났", "its past is in texts"},
      {"불난", "불나 불났", "as this one's is"},
      {"나선", "나서 나섰", "and this one's"},
      {"재난", "", "a noun: 재나 is in texts, but no 재났"},
      {"노선", "", "another one"},
      {"불났다", "불난 불났", "the past finds it, too"},
      {"건넨", "건네 건넸", "no noun ends so"},
      {"어려운", "어려우 어려워 어려웠 어렵", "ㅂ"},
      {"어려웠다", "어려워 어려운 어려웠 어렵", "and its past"},
      {"도운", "도와 도왔 도오", "ㅂ behind 오"},
      {"도왔다", "도왔 도와 도운", "and its past"},
      {"행운", "", "a noun, without 행워"},
      {"나쁜", "나쁘 나빠 나빴", "으"},
      {"나빴다", "나빴 나쁘 나쁜", "and its past"},
      {"들은", "들었 들어", "no 은 behind ㄹ, which was ㄷ"},
      {"깨달았다", "깨달았 깨닫", "ㄷ"},
      {"사진", "", "a noun, without 사져"},
      {"고려", "", "another, without 고린"},
      {"기은", "", "a bank, without 기았"},
      {"찾았나", "찾아 찾은 찾았", "a question has the forms of what tells it"},
      {"왔을까", "왔다", "of one syllable it has that one"},
      {"진", "", "one syllable"},
      {"3진", "", "a number"},
  };
  Analyzer analyzer;
  for (const Case& c : cases) {
    std::string forms;
    const std::vector<QueryWord> words = analyze_query(c.query, analyzer);
    for (const auto& form : other_forms_of_verb(words[0], analyzer, *snapshot)) {
      ASSERT_EQ(form.size(), 1U) << c.trap;
      forms.append(forms.empty() ? "" : " ").append(to_utf8(form[0].stem));
    }
    EXPECT_EQ(forms, c.expected) << c.query << ": " << c.trap;
  }
}

}  // namespace
}  // namespace gisa
