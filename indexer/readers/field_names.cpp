#include "indexer/readers/field_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gisa {
namespace {

// Seen in data sets, BigKinds exports, the Naver news API and crawls.
constexpr FieldName kFieldNames[] = {
    {Field::kId, "id"},
    {Field::kId, "item_id"},
    {Field::kId, "news_id"},
    {Field::kId, "seq"},
    {Field::kId, "document_id"},
    {Field::kId, "뉴스 식별자"},

    {Field::kTitle, "title"},
    {Field::kTitle, "headline"},
    {Field::kTitle, "제목"},

    {Field::kBody, "body"},
    {Field::kBody, "text"},
    {Field::kBody, "content"},
    {Field::kBody, "contents"},
    {Field::kBody, "article"},
    {Field::kBody, "본문"},
    {Field::kBody, "article_original"},
    // Better than nothing, where the text itself was left out.
    {Field::kBody, "summary"},
    {Field::kBody, "description"},
    {Field::kBody, "abstractive"},

    {Field::kDate, "date"},
    {Field::kDate, "pub_date"},
    {Field::kDate, "publish_date"},
    {Field::kDate, "pubdate"},
    {Field::kDate, "일자"},
    {Field::kDate, "years"},

    {Field::kPress, "press"},
    {Field::kPress, "source"},
    {Field::kPress, "media"},
    {Field::kPress, "media_name"},
    {Field::kPress, "company"},
    {Field::kPress, "publisher"},
    {Field::kPress, "source_name"},
    {Field::kPress, "언론사"},

    {Field::kSection, "section"},
    {Field::kSection, "category"},
    {Field::kSection, "category1"},
    {Field::kSection, "topic"},
    {Field::kSection, "분류"},
    {Field::kSection, "통합 분류1"},

    {Field::kReporter, "reporter"},
    {Field::kReporter, "author"},
    {Field::kReporter, "byline"},
    {Field::kReporter, "기고자"},

    {Field::kUrl, "url"},
    {Field::kUrl, "originallink"},
    {Field::kUrl, "link"},
};

constexpr std::array<FieldTraits, kFieldCount> kTraits = {{
    {&Article::id, true, {}},
    {&Article::title, false, {}},
    {&Article::body, false, "\n"},
    {&Article::date, true, {}},
    {&Article::press, false, {}},
    {&Article::section, false, ", "},
    {&Article::reporter, false, ", "},
    {&Article::url, false, {}},
}};

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(std::string_view key, std::string_view name) {
  return key.size() == name.size() &&
         std::equal(key.begin(), key.end(), name.begin(),
                    [](char k, char n) { return lower(k) == n; });
}

}  // namespace

const FieldTraits& field_traits(Field field) { return kTraits[static_cast<std::size_t>(field)]; }

std::span<const FieldName> field_names() { return kFieldNames; }

const FieldName* find_field_name(std::string_view key) {
  const auto found =
      std::ranges::find_if(kFieldNames, [&](const auto& entry) { return same_name(key, entry.name); });
  return found == std::end(kFieldNames) ? nullptr : found;
}

bool FieldCollector::wants(const FieldName& name) const {
  const FieldName* taken = taken_[static_cast<std::size_t>(name.field)];
  return taken == nullptr || &name < taken;  // entries of the table: the earlier one is better
}

void FieldCollector::set(const FieldName& name, std::string_view value) {
  if (!value.empty() && wants(name)) claim(name).assign(value);
}

void FieldCollector::set(const FieldName& name, std::string&& value) {
  if (!value.empty() && wants(name)) claim(name) = std::move(value);
}

std::string& FieldCollector::claim(const FieldName& name) {
  taken_[static_cast<std::size_t>(name.field)] = &name;
  return article_.*field_traits(name.field).member;
}

}  // namespace gisa
