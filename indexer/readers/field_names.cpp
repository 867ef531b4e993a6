#include "indexer/readers/field_names.h"

#include <algorithm>
#include <array>
#include <utility>

namespace gisa {
namespace {

// Seen in data sets, BigKinds exports, the Naver news API and crawls.
constexpr FieldName kFieldNames[] = {
    {ArticleField::kId, "id"},
    {ArticleField::kId, "item_id"},
    {ArticleField::kId, "news_id"},
    {ArticleField::kId, "seq"},
    {ArticleField::kId, "document_id"},
    {ArticleField::kId, "뉴스 식별자"},

    {ArticleField::kTitle, "title"},
    {ArticleField::kTitle, "headline"},
    {ArticleField::kTitle, "제목"},

    {ArticleField::kBody, "body"},
    {ArticleField::kBody, "text"},
    {ArticleField::kBody, "content"},
    {ArticleField::kBody, "contents"},
    {ArticleField::kBody, "article"},
    {ArticleField::kBody, "본문"},
    {ArticleField::kBody, "article_original"},
    // Better than nothing, where the text itself was left out.
    {ArticleField::kBody, "summary"},
    {ArticleField::kBody, "description"},
    {ArticleField::kBody, "abstractive"},

    {ArticleField::kDate, "date"},
    {ArticleField::kDate, "pub_date"},
    {ArticleField::kDate, "publish_date"},
    {ArticleField::kDate, "pubdate"},
    {ArticleField::kDate, "일자"},
    {ArticleField::kDate, "years"},

    {ArticleField::kPress, "press"},
    {ArticleField::kPress, "source"},
    {ArticleField::kPress, "media"},
    {ArticleField::kPress, "media_name"},
    {ArticleField::kPress, "company"},
    {ArticleField::kPress, "publisher"},
    {ArticleField::kPress, "source_name"},
    {ArticleField::kPress, "언론사"},

    {ArticleField::kSection, "section"},
    {ArticleField::kSection, "category"},
    {ArticleField::kSection, "category1"},
    {ArticleField::kSection, "topic"},
    {ArticleField::kSection, "분류"},
    {ArticleField::kSection, "통합 분류1"},

    {ArticleField::kReporter, "reporter"},
    {ArticleField::kReporter, "author"},
    {ArticleField::kReporter, "byline"},
    {ArticleField::kReporter, "기고자"},

    {ArticleField::kUrl, "url"},
    {ArticleField::kUrl, "originallink"},
    {ArticleField::kUrl, "link"},
};

constexpr std::array<FieldTraits, kArticleFieldCount> kTraits = {{
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
  return key.size() == name.size() && std::equal(key.begin(), key.end(), name.begin(),
                                                 [](char k, char n) { return lower(k) == n; });
}

}  // namespace

const FieldTraits& field_traits(ArticleField field) {
  return kTraits[static_cast<std::size_t>(field)];
}

std::span<const FieldName> field_names() { return kFieldNames; }

const FieldName* find_field_name(std::string_view key) {
  const auto found = std::ranges::find_if(
      kFieldNames, [&](const auto& entry) { return same_name(key, entry.name); });
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
