#include "searcher/engine/synonyms/glued_hanja.h"

#include <string_view>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/term_rules/stemmer.h"

namespace gisa {
namespace {

// 非대면 and 無죄, but not 李 대통령; nor 韓정부, where it is a name.
bool is_hanja_in_front(const QueryWord& hanja, const QueryWord& word) {
  return hanja.script == Script::kHanja && hanja.surface.size() == 1 &&
         hanja_abbreviation(hanja.surface[0]).empty() && word.is_glued &&
         word.script == Script::kHangul;
}

OtherForms forms_in_front(const QueryWord& hanja, const QueryWord& word) {
  OtherForms other{2};
  for (const char16_t reading : hanja_readings(hanja.surface[0]))
    other.forms.push_back(reading + word.surface);
  return other.forms.empty() ? OtherForms{} : other;
}

}  // namespace

bool is_glued_hanja(std::span<const QueryWord> words, std::size_t i) {
  constexpr std::size_t kShortest = 2;  // syllables in front
  const QueryWord &front = words[i - 1], &hanja = words[i];
  const bool is_lone = hanja.script == Script::kHanja && hanja.surface.size() == 1;
  const bool is_name = front.script == Script::kHangul && front.surface.size() >= kShortest;
  return hanja.is_glued && is_lone && is_name;
}

OtherForms other_forms_of_glued_hanja(std::span<const QueryWord> words) {
  if (words.size() > 1 && is_hanja_in_front(words[0], words[1]))
    return forms_in_front(words[0], words[1]);
  if (words.size() < 2 || !is_glued_hanja(words, 1)) return {};
  const QueryWord &front = words[0], &hanja = words[1];
  OtherForms other{2};
  for (const char16_t reading : hanja_readings(hanja.surface[0])) {
    // 신한은 is no more than 신한.
    if (!Stemmer::shared().is_josa({&reading, 1})) other.forms.push_back(front.surface + reading);
  }
  const std::u16string_view meaning = hanja_abbreviation(hanja.surface[0]);
  if (!meaning.empty()) other.forms.push_back(front.surface + std::u16string(meaning));
  return other.forms.empty() ? OtherForms{} : other;
}

}  // namespace gisa
