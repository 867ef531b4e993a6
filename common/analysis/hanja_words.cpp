#include "common/analysis/hanja_words.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/token_writer.h"
#include "common/text/hangul.h"

namespace gisa {
namespace {

constexpr std::size_t kMostReadings = 2;  // of one Hanja, that are combined into bigrams

// 不 is 불, but 부 before ㄷ and ㅈ: 부동산.
bool is_bu(std::u16string_view hanja, std::size_t i) {
  if (hanja[i] != u'不' || i + 1 == hanja.size()) return false;
  const std::u16string_view next = hanja_readings(hanja[i + 1]);
  if (next.empty()) return false;
  const unsigned initial = initial_of(next[0]);
  return initial == kInitialD || initial == kInitialJ;
}

// 률 and 렬 are 율 and 열 behind a vowel or ㄴ: 증가율, 성장률.
bool is_softened(char16_t reading, char16_t before) {
  return (reading == u'률' || reading == u'렬') &&
         (!has_final(before) || final_of(before) == kFinalN);
}

// The readings that may stand at position `i` behind `before`, the likeliest first: at most a few,
// by the initial sound law.
std::u16string readings_at(std::u16string_view hanja, std::size_t i, char16_t before) {
  std::u16string chosen;
  const std::u16string_view all = hanja_readings(hanja[i]);
  const bool has_other =
      std::ranges::any_of(all, [](char16_t c) { return !is_barred_at_word_start(c); });
  for (const char16_t reading : all) {
    if (i == 0 && has_other && is_barred_at_word_start(reading)) continue;
    if (chosen.size() < kMostReadings) chosen.push_back(reading);
  }
  if (chosen.empty()) chosen.push_back(hanja[i]);
  if (is_bu(hanja, i)) return u"부";
  const std::size_t softened = chosen.find_first_of(u"율열");
  const std::size_t hard = chosen.find_first_of(u"률렬");
  if (i > 0 && is_hangul_syllable(before) && softened == 1 - hard)
    std::swap(chosen[0], chosen[is_softened(chosen[hard], before) ? softened : hard]);
  return chosen;
}

// `abbreviation`: what the one Hanja stands for, else empty.
void add_tokens(const Word& word, std::u16string_view surface, std::u16string_view abbreviation,
                const std::vector<std::u16string>& readings, TokenWriter& writer) {
  const auto add = [&](TokenKind kind, std::size_t at, std::u16string_view text) {
    const auto begin = word.begin + static_cast<std::uint32_t>(at);
    const auto width = static_cast<std::uint32_t>(kind == TokenKind::kBigram ? text.size() : 1);
    writer.add(kind, begin, std::min(begin + width, word.end), writer.append(text));
  };
  for (std::size_t i = 0; i + 1 < abbreviation.size(); ++i)
    add(TokenKind::kBigram, 0, abbreviation.substr(i, 2));
  if (abbreviation.size() == 1) add(TokenKind::kSyllableWord, 0, abbreviation);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    for (const char16_t first : readings[i]) {
      if (has_syllable_term(first)) add(TokenKind::kSyllable, i, {&first, 1});
      if (i + 1 == readings.size()) continue;
      for (const char16_t second : readings[i + 1]) {
        const char16_t pair[] = {first, second};
        add(TokenKind::kBigram, i, {pair, 2});
      }
    }
  }
  if (surface.size() == 1) {
    add(TokenKind::kSyllableWord, 0, surface);
    if (abbreviation.empty()) {
      for (const char16_t reading : readings[0]) add(TokenKind::kSyllableWord, 0, {&reading, 1});
    }
  }
  for (std::size_t i = 0; i + 1 < surface.size(); ++i)
    add(TokenKind::kBigram, i, surface.substr(i, 2));
}

}  // namespace

void add_hanja(const Segment& segment, Analysis& out) {
  Word& word = begin_word(segment, out);
  TokenWriter writer(out);
  const std::u16string_view surface =
      std::u16string_view(out.normalized.units).substr(segment.begin, segment.end - segment.begin);
  const auto first_token = static_cast<std::uint32_t>(out.tokens.size());
  const std::u16string_view abbreviation =
      surface.size() == 1 ? hanja_abbreviation(surface[0]) : std::u16string_view{};

  std::u16string stem;
  std::vector<std::u16string> readings;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    readings.push_back(readings_at(surface, i, i > 0 ? stem.back() : u'\0'));
    stem.push_back(readings.back()[0]);
  }
  word.stem = writer.append(abbreviation.empty() ? std::u16string_view(stem) : abbreviation);
  writer.link(word, word.begin + 1, nullptr);

  add_tokens(word, surface, abbreviation, readings, writer);
  writer.finish(word, first_token);
}

}  // namespace gisa
