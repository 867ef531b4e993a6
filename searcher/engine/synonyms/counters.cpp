#include "searcher/engine/synonyms/counters.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace gisa {
namespace {

// Two to ten; 한 is as often an ending, or some.
constexpr std::u16string_view kNumerals[] = {u"두",   u"세",   u"네",   u"다섯", u"여섯",
                                             u"일곱", u"여덟", u"아홉", u"열"};
// Of which digits count the same: 3대 is not 세 대, nor 3번 세 번.
constexpr std::u16string_view kCounters[] = {u"명",   u"개",   u"곳",  u"배",   u"달",
                                             u"차례", u"마리", u"채",  u"가지", u"시간",
                                             u"자녀", u"팀",   u"번째"};

// Others that stand behind a numeral.
constexpr std::u16string_view kOtherCounters[] = {u"번", u"대", u"살", u"사람", u"해", u"주",
                                                  u"시", u"분", u"건", u"장",   u"권", u"편",
                                                  u"곡", u"병", u"잔", u"쌍"};
// And behind one of the kind of 천만 and 수십.
constexpr std::u16string_view kCountersOfMany[] = {u"원", u"달러", u"톤", u"가구", u"그루", u"년"};

// The digits, empty for others.
std::u16string digits_of_numeral(std::u16string_view word) {
  const auto found = std::ranges::find(kNumerals, word);
  if (found == std::end(kNumerals)) return {};
  const std::string digits = std::to_string(found - std::begin(kNumerals) + 2);
  return {digits.begin(), digits.end()};
}

bool is_one_of(std::u16string_view word, const auto& table) {
  return std::ranges::find(table, word) != std::end(table);
}

bool is_counter(std::u16string_view word) { return is_one_of(word, kCounters); }

// One syllable and its josa look like a word: 배로, 곳을.
std::array<std::u16string, 2> stems(const QueryWord& word) {
  return {word.stem, std::u16string(word.syllable_word.empty() ? 0 : 1, word.syllable)};
}

// 천만, 수십 or 백만.
bool is_numeral_of_many(std::u16string_view word) {
  constexpr std::u16string_view kUnits = u"십백천만억조",
                                kAll = u"수몇일이삼사오육칠팔구십백천만억조";
  return word.size() > 1 && kUnits.find(word.back()) != std::u16string_view::npos &&
         word.find_first_not_of(kAll) == std::u16string_view::npos;
}

bool counts_with(const QueryWord& numeral, const QueryWord& word) {
  const bool is_of_many = is_numeral_of_many(numeral.surface);
  const bool is_numeral =
      numeral.surface == u"한" || is_of_many || !digits_of_numeral(numeral.surface).empty();
  const bool are_two = numeral.script == Script::kHangul && word.script == Script::kHangul &&
                       !word.is_glued && !word.is_joined && !word.starts_sentence;
  return is_numeral && are_two && std::ranges::any_of(stems(word), [&](std::u16string_view stem) {
           return is_counter(stem) || is_one_of(stem, kOtherCounters) ||
                  (is_of_many && is_one_of(stem, kCountersOfMany));
         });
}

OtherForms made_of(std::size_t words, std::u16string form) {
  return {words, {std::move(form)}, OtherForms::Place::kWholeWord};
}

// 두배로: one word of both.
OtherForms read_joined(const QueryWord& word) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(2, word.stem.size()); ++size) {
    const std::u16string_view stem = word.stem;
    const std::u16string digits = digits_of_numeral(stem.substr(0, size));
    if (!digits.empty() && is_counter(stem.substr(size)))
      return made_of(1, digits + std::u16string(stem.substr(size)));
  }
  return {};
}

}  // namespace

OtherForms other_count(std::span<const QueryWord> words) {
  if (words.empty() || words[0].is_glued) return {};
  const bool has_next = words.size() > 1 && words[1].script == Script::kHangul;
  if (words[0].script == Script::kNumber) {
    if (!has_next || !words[1].is_glued) return {};
    const bool is_native = words[1].stem == u"살", is_chinese = words[1].stem == u"세";
    if (!is_native && !is_chinese) return {};
    return made_of(2, words[0].stem + (is_native ? u"세" : u"살"));
  }
  if (words[0].script != Script::kHangul) return {};
  const std::u16string digits = digits_of_numeral(words[0].surface);
  if (digits.empty()) return read_joined(words[0]);
  if (!has_next) return {};
  for (const std::u16string& counter : stems(words[1])) {
    if (is_counter(counter)) return made_of(2, digits + counter);
  }
  return {};
}

void join_counts(std::vector<QueryWord>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!counts_with(words[i - 1], words[i])) continue;
    // 만 is no josa of 수십만.
    if (is_numeral_of_many(words[i - 1].surface)) words[i - 1].keep_whole();
    words[i].goes_on = true;
    words[i].is_bare_unit = words[i].stem.size() == 1;
    words[i].is_content = words[i].is_content || words[i - 1].is_content;  // 두 사람
  }
}

}  // namespace gisa
