#include "searcher/engine/synonyms/officials.h"

#include <algorithm>
#include <string_view>

namespace gisa {
namespace {

constexpr std::u16string_view kMinister = u"장관", kGovernor = u"지사", kOfProvince = u"도지사";
constexpr std::u16string_view kProvinces[] = {u"경기", u"강원", u"충북", u"충남", u"전북",
                                              u"전남", u"경북", u"경남", u"제주"};

// What institutions end with, and their heads: 위원회 and 위원장.
struct Ending {
  std::u16string_view institution, head;
};
// Short names have less of it (방통위, 헌재), so the first that fits is taken.
constexpr Ending kEndings[] = {
    {u"위원회", u"위원장"}, {u"위", u"위원장"}, {u"소", u"소장"}, {u"", u"소장"}, {u"", u"장"}};

std::u16string with_ending(std::u16string_view word, std::u16string_view old,
                           std::u16string_view ending) {
  return std::u16string(word.substr(0, word.size() - old.size())).append(ending);
}

// The head of an institution whose other name has a head of this title.
std::u16string head_of(const std::u16string& institution, std::u16string_view title) {
  for (const Ending& ending : kEndings) {
    const bool fits = title.ends_with(ending.head) && institution.ends_with(ending.institution);
    if (fits) return with_ending(institution, ending.institution, ending.head);
  }
  return {};
}

void add_heads(const std::u16string& title, const NamesOfInstitution& names,
               std::vector<std::u16string>& out) {
  for (const Ending& ending : kEndings) {
    if (!title.ends_with(ending.head) || title.size() < ending.head.size() + 2) continue;
    for (const std::u16string& name : names(with_ending(title, ending.head, ending.institution)))
      out.push_back(head_of(name, ending.head));
    if (!out.empty()) return;
  }
}

// 경기지사 is 경기도지사, and 국방장관 국방부 장관.
std::u16string written_out(std::u16string_view title) {
  const auto begins_with_province = [&](std::u16string_view rest) {
    return std::ranges::any_of(kProvinces, [&](std::u16string_view province) {
      return title.size() == province.size() + rest.size() && title.starts_with(province);
    });
  };
  if (title.ends_with(kOfProvince) && begins_with_province(kOfProvince))
    return with_ending(title, kOfProvince, kGovernor);
  if (title.ends_with(kGovernor) && begins_with_province(kGovernor))
    return with_ending(title, kGovernor, kOfProvince);
  const bool is_minister = title.ends_with(kMinister) && title.size() >= kMinister.size() + 2;
  if (!is_minister || title[title.size() - kMinister.size() - 1] == u'부') return {};
  return with_ending(title, kMinister, u"부 장관");
}

}  // namespace

OtherForms other_titles(std::span<const QueryWord> words, const NamesOfInstitution& names) {
  if (words.empty() || words[0].script != Script::kHangul) return {};
  const std::u16string& first = words[0].stem;
  const bool has_minister = words.size() > 1 && words[1].stem == kMinister;
  if (has_minister) {
    if (first.size() < 3 || !first.ends_with(u'부')) return {};
    return {2, {with_ending(first, u"부", kMinister)}, OtherForms::Place::kTitle};
  }
  OtherForms other{1, {}, OtherForms::Place::kTitle};
  if (std::u16string title = written_out(first); !title.empty()) other.forms.push_back(title);
  add_heads(first, names, other.forms);
  std::erase(other.forms, std::u16string());
  return other.forms.empty() ? OtherForms{} : other;
}

}  // namespace gisa
