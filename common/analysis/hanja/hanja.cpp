#include "common/analysis/hanja/hanja.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

struct Readings {
  char16_t hanja;
  char16_t syllables[7];  // ends with 0
};

constexpr Readings kReadings[] = {
#include "common/analysis/hanja/readings.inc"  // generated, see CMakeLists.txt
};

struct Abbreviation {
  char16_t hanja;
  std::u16string_view meaning;
};

// Lone Hanja of Korean headlines, sorted by code point.
constexpr auto kAbbreviations = [] {
  auto table = std::to_array<Abbreviation>({
      {u'美', u"미국"},   {u'中', u"중국"},   {u'日', u"일본"},   {u'北', u"북한"},
      {u'韓', u"한국"},   {u'英', u"영국"},   {u'獨', u"독일"},   {u'佛', u"프랑스"},
      {u'露', u"러시아"}, {u'俄', u"러시아"}, {u'靑', u"청와대"}, {u'與', u"여당"},
      {u'野', u"야당"},   {u'檢', u"검찰"},   {u'警', u"경찰"},   {u'軍', u"군"},
      {u'尹', u"윤"},     {u'李', u"이"},     {u'文', u"문"},     {u'朴', u"박"},
      {u'車', u"자동차"}, {u'株', u"주식"},   {u'銀', u"은행"},   {u'伊', u"이탈리아"},
      {u'印', u"인도"},   {u'臺', u"대만"},   {u'蘇', u"소련"},   {u'濠', u"호주"},
      {u'加', u"캐나다"}, {u'越', u"베트남"}, {u'泰', u"태국"},   {u'比', u"필리핀"},
      {u'法', u"법원"},   {u'外', u"외국"},   {u'孃', u"양"},     {u'氏', u"씨"},
      {u'證', u"증권"},   {u'硏', u"연구원"}, {u'台', u"대만"},   {u'政', u"정부"},
      {u'男', u"남성"},   {u'女', u"여성"},
  });
  std::ranges::sort(table, {}, &Abbreviation::hanja);
  return table;
}();

}  // namespace

std::u16string_view hanja_readings(char16_t hanja) {
  const auto* found = std::ranges::lower_bound(kReadings, hanja, {}, &Readings::hanja);
  if (found == std::end(kReadings) || found->hanja != hanja) return {};
  return found->syllables;
}

std::u16string_view hanja_abbreviation(char16_t hanja) {
  const auto found = std::ranges::lower_bound(kAbbreviations, hanja, {}, &Abbreviation::hanja);
  return found == kAbbreviations.end() || found->hanja != hanja ? std::u16string_view{}
                                                                : found->meaning;
}

void append_hanja_tables(std::string& out) {
  static_assert(std::has_unique_object_representations_v<Readings>);
  out.append(reinterpret_cast<const char*>(kReadings), sizeof kReadings);
  for (const Abbreviation& entry : kAbbreviations) {
    append_utf8(out, std::u16string_view(&entry.hanja, 1));
    append_utf8(out, entry.meaning);
  }
}

bool is_barred_at_word_start(char16_t syllable) {
  const unsigned initial = initial_of(syllable);
  return initial == kInitialRieul || (initial == kInitialN && is_iotated(vowel_of(syllable)));
}

}  // namespace gisa
