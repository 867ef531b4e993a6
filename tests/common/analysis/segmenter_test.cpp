#include "common/analysis/segmenter.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/analysis/normalized_text.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

std::string show(std::u16string_view text, const std::vector<Segment>& segments) {
  std::string out;
  for (const Segment& segment : segments) {
    if (!out.empty()) out += segment.is_glued ? "+" : " ";
    out += to_utf8(text.substr(segment.begin, segment.end - segment.begin));
  }
  return out;
}

struct Case {
  std::u16string text;
  std::string expected;  // segments; '+' where nothing stood between two
  std::string trap;
};

TEST(Segmenter, Table) {
  const Case cases[] = {
      {u"", "", "nothing"},
      {u"금리를 인상했다", "금리를 인상했다", "eojeol stay whole"},
      {u"ai가 온다", "ai+가 온다", "script change"},
      {u"143억달러(약 19조5600억원)", "143+억달러 약 19+조+5600+억원", "numbers and units"},
      {u"1,000명 3.5% 2025.06.11", "1,000+명 3.5 2025.06.11", "points and commas in numbers"},
      {u"했다.이어", "했다 이어", "glued sentences part"},
      {u"k팝의", "k+팝의", "one letter"},
      {u"도로·지반·수자원", "도로 지반 수자원", "middle dots part"},
      {u"도로/지반", "도로 지반", "slash parts"},
      {u"u.s. at&t don't", "u.s at t don't", "points and apostrophes in letters"},
      {u"foo_bar", "foo bar", "underscore parts"},
      {u"歷史의 美, 관세", "歷史+의 美 관세", "Hanja stay together"},
      {u"'슈퍼인텔리전스' 팀", "슈퍼인텔리전스 팀", "quotes"},
      {u"“금리”를", "금리 를", "curly quotes part"},
      {u"covid-19", "covid 19", "hyphen parts"},
      {u"a1b2", "a+1+b+2", "letters and digits"},
      {u"1.a", "1 a", "a point between digit and letter parts"},
      {u"πρ가αβ", "πρ+가+αβ", "other alphabets"},
      {u"café", "café", "accents stay"},
      {u"😀가😀", "가", "emoji are no words"},
      {u"ㅋㅋㅋ", "ㅋㅋㅋ", "lone jamo"},
  };
  Segmenter segmenter;
  std::vector<Segment> segments;
  for (const Case& c : cases) {
    segmenter.segment(c.text, segments);
    EXPECT_EQ(show(c.text, segments), c.expected) << c.trap;
  }
}

// The fast path must be ICU's answer: random text of what stands in news, and of what UAX #29
// treats specially.
TEST(Segmenter, EqualsIcuOnRandomText) {
  const std::u16string alphabet =
      u"abz09  ..,,''’’··::;&-_/%()\"가나힣金史歷éπか\u0301\u00AD“”‘…→▲∼「」、〈○\u200D\uFE0F\n\t";
  std::mt19937 random(3);
  Segmenter segmenter;
  std::vector<Segment> fast, icu;
  for (int round = 0; round < 30000; ++round) {
    std::u16string text;
    const bool is_long = round % 8 == 0;  // and mostly Hangul, in words of any length
    const auto size = random() % (is_long ? 200 : 16);
    for (unsigned i = 0; i < size; ++i) {
      const bool is_hangul = is_long && random() % 32 != 0;
      text.push_back(is_hangul ? u'가' : alphabet[random() % alphabet.size()]);
    }
    segmenter.segment(text, fast);
    segmenter.segment_by_icu(text, icu);
    ASSERT_EQ(fast, icu) << to_utf8(text);
  }
}

TEST(Segmenter, SegmentsRiseAndStayInsideOnRandomUnits) {
  std::mt19937 random(4);
  Segmenter segmenter;
  std::vector<Segment> segments;
  for (int round = 0; round < 3000; ++round) {
    std::u16string text;
    const auto size = random() % 20;
    for (unsigned i = 0; i < size; ++i) text.push_back(static_cast<char16_t>(random()));
    segmenter.segment(text, segments);
    std::uint32_t last = 0;
    for (const Segment& segment : segments) {
      ASSERT_GE(segment.begin, last);
      ASSERT_LT(segment.begin, segment.end);
      ASSERT_LE(segment.end, text.size());
      last = segment.end;
    }
  }
}

}  // namespace
}  // namespace gisa
