#include "common/analysis/spelled_numbers.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/normalized_text.h"

namespace gisa {
namespace {

// The segments of a text, with | between them.
std::u16string joined(const std::string& text) {
  NormalizedText normalized;
  normalize(text, normalized);
  std::vector<Segment> segments;
  Segmenter().segment(normalized.units, segments);
  join_spelled_numbers(normalized.units, segments);
  std::u16string out;
  for (const Segment& segment : segments) {
    if (!out.empty()) out += u'|';
    out += normalized.units.substr(segment.begin, segment.end - segment.begin);
  }
  return out;
}

TEST(SpelledNumbers, Table) {
  struct Case {
    std::string text;
    std::u16string expected;
    std::string trap;
  };
  const Case cases[] = {
      {"4천800만원", u"4천800|만원", "three digits behind"},
      {"1천50명", u"1천50|명", "two"},
      {"1천5명", u"1천5|명", "one"},
      {"2천억", u"2천|억", "none"},
      {"2천", u"2천", "nothing behind"},
      {"1천080원", u"1천080|원", "a zero in front"},
      {"1만2천명", u"1|만|2천|명", "behind another unit"},
      {"1조6천850억원", u"1|조|6천850|억원", "in the middle"},
      {"1천∼2천명", u"1천|2천|명", "a range"},
      {"1천에서 2천500", u"1천|에서|2천500", "two of them"},
      {"３천５００", u"3천500", "full width"},
      {"5천 여명", u"5천|여명", "a blank behind"},
      {"1천, 2천", u"1천|2천", "a comma behind"},
      {"1천.", u"1천", "a dot behind"},
      {"v.5천", u"v|5천", "a dot that is no decimal point"},
      {"a5천b", u"a|5천|b", "between letters"},
      {"1천2천명", u"1|천|2천|명", "two that do not make one"},
      {"3천3백만", u"3천3백|만", "two units"},
      {"1억6천8백만원", u"1|억|6천8백|만원", "in the middle"},
      {"2천5백5십", u"2천5백5십", "three units"},
      {"2천5백5십3명", u"2천5백5십3|명", "and ones"},
      {"2천5십", u"2천5십", "one left out"},
      {"5백만 명", u"5백|만|명", "hundreds"},
      {"5백50억", u"5백50|억", "and the rest in digits"},
      {"5백500", u"5|백|500", "three digits behind hundreds"},
      {"5백천", u"5백|천", "a unit without a digit"},
      {"5백2천", u"5|백|2천", "a larger unit behind"},
      {"3천3백.5", u"3|천|3|백|5", "a fraction at the end"},
      {"5십명", u"5|십명", "tens begin none"},
      {"코로나19백신", u"코로나|19|백신", "two digits before"},
      {"천억", u"천억", "no digit before"},
      {"수천억", u"수천억", "nor here"},
      {"0천", u"0|천", "not with zero"},
      {"12천원", u"12|천원", "two digits before"},
      {"3.5천명", u"3.5|천명", "a fraction"},
      {"3,5천명", u"3,5|천명", "a comma before"},
      {"1'5천", u"1'5|천", "an apostrophe before"},
      {"1천2000", u"1|천|2000", "four digits behind"},
      {"1천2,000", u"1|천|2,000", "a comma behind the digits"},
      {"1천.5", u"1|천|5", "a fraction behind"},
      {"2천'06", u"2|천|06", "an apostrophe behind"},
      {"2천5’06", u"2|천|5’06", "a curly one"},
      {"", u"", "nothing"},
      {"천", u"천", "nothing else"},
  };
  for (const Case& c : cases) EXPECT_EQ(joined(c.text), c.expected) << c.text << ": " << c.trap;
}

// Behind whole blocks without any, on both sides of their bounds.
TEST(SpelledNumbers, AreFoundWhereverTheyStand) {
  for (std::size_t before = 0; before < 100; ++before) {
    std::string text;
    for (std::size_t i = 0; i < before; ++i) text += "가";
    const std::u16string expected = std::u16string(before, u'가') + (before > 0 ? u"|" : u"");
    EXPECT_EQ(joined(text + "2천억, 3천만"), expected + u"2천|억|3천|만") << before;
  }
}

TEST(SpelledNumbers, LeaveSegmentsInOrder) {
  std::mt19937 random(20251130);
  const std::string pieces[] = {"천", "백", "십", "1", "23", "4", ".",
                                ",",  "'",  "’",  " ", "만", "a", "㎞"};
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (std::size_t count = random() % 12; count > 0; --count)
      text += pieces[random() % std::size(pieces)];
    NormalizedText normalized;
    normalize(text, normalized);
    std::vector<Segment> segments;
    Segmenter().segment(normalized.units, segments);
    join_spelled_numbers(normalized.units, segments);
    std::uint32_t end = 0;
    for (const Segment& segment : segments) {
      EXPECT_LE(end, segment.begin) << text;
      EXPECT_LT(segment.begin, segment.end) << text;
      end = segment.end;
    }
    EXPECT_LE(end, normalized.units.size()) << text;
  }
}

TEST(SpelledNumbers, HaveOtherForms) {
  struct Case {
    std::u16string number;
    std::vector<std::u16string> others;
  };
  const Case cases[] = {{u"4800", {u"4천800", u"4천8백"}},
                        {u"4천800", {u"4800", u"4천8백"}},
                        {u"4천8백", {u"4800", u"4천800"}},
                        {u"2000", {u"2천"}},
                        {u"2천", {u"2000"}},
                        {u"1005", {u"1천5"}},
                        {u"1천5", {u"1005"}},
                        {u"1천050", {u"1050", u"1천50"}},
                        {u"9999", {u"9천999", u"9천9백99"}},
                        {u"2천5백5십3", {u"2553", u"2천553", u"2천5백53"}},
                        {u"500", {u"5백"}},
                        {u"5백", {u"500"}},
                        {u"5백50", {u"550"}},
                        {u"505", {u"5백5"}},
                        {u"48", {}},
                        {u"14800", {}},
                        {u"0480", {}},
                        {u"48.5", {}},
                        {u"", {}},
                        {u"4", {}},
                        {u"1천2000", {}},
                        {u"천", {}},
                        {u"5백2천", {}},
                        {u"4천8백", {u"4800", u"4천800"}}};
  for (const Case& c : cases) EXPECT_EQ(other_forms_of_number(c.number), c.others);
}

TEST(SpelledNumbers, CountAsOneWord) {
  Analyzer analyzer;
  Analysis text;
  analyzer.analyze("1조6천850억원", text);
  ASSERT_EQ(text.words.size(), 4u);
  EXPECT_EQ(text.text(text.words[2].stem), u"6천850");
  EXPECT_EQ(text.source_range(text.words[2].begin, text.words[2].end),
            (std::pair<std::uint32_t, std::uint32_t>{4, 11}));
}

}  // namespace
}  // namespace gisa
