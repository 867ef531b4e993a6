#include "searcher/engine/synonyms/name_forms.h"

#include <cstddef>

namespace gisa {
namespace {

// Endings of names that differ in nothing else. In the news the short ones are five to ten times as
// frequent. Not told of what they may belong to by chance: 금지법 is a law, 통합신공항 has no long
// name.
struct NameForm {
  std::u16string_view whole, cut;
  bool is_cut_told = true;      // names with the short ending have a long one
  char16_t not_behind = u'\0';  // the syllable before the short ending of other words
};

constexpr NameForm kForms[] = {
    {u"여자대학교", u"여대"},
    {u"대학교병원", u"대병원"},
    {.whole = u"대학교", .cut = u"대", .is_cut_told = false},
    {.whole = u"지방법원", .cut = u"지법", .not_behind = u'금'},
    {.whole = u"고등법원", .cut = u"고법", .not_behind = u'광'},
    {u"지방검찰청", u"지검"},
    {u"고등검찰청", u"고검"},
    {.whole = u"국제공항", .cut = u"공항", .is_cut_told = false},
    {u"가격", u"값"},  // of things: 계란값
};

constexpr std::size_t kShortestName = 2;  // before the ending

}  // namespace

std::u16string other_form_of_name(std::u16string_view name) {
  const auto with_ending = [&](std::u16string_view ending, std::u16string_view other) {
    const std::u16string_view own = name.substr(0, name.size() - ending.size());
    return own.size() < kShortestName ? std::u16string() : std::u16string(own).append(other);
  };
  for (const NameForm& form : kForms) {
    if (name.ends_with(form.whole)) return with_ending(form.whole, form.cut);
    if (!form.is_cut_told || !name.ends_with(form.cut)) continue;
    const std::u16string_view own = name.substr(0, name.size() - form.cut.size());
    if (own.ends_with(form.not_behind)) return {};
    return with_ending(form.cut, form.whole);
  }
  return {};
}

bool is_other_form_ambiguous(std::u16string_view name) { return name.ends_with(u"대학교"); }

}  // namespace gisa
