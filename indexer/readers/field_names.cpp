#include "indexer/readers/field_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/composition.h"
#include "gisa/error.h"
#include "indexer/readers/text_lines.h"

namespace gisa {
namespace {

// Seen in data sets, BigKinds exports, the Naver news API and crawls.
constexpr FieldName kFieldNames[] = {
    {ArticleField::kId, "id"},
    {ArticleField::kId, "item_id"},
    {ArticleField::kId, "news_id"},
    {ArticleField::kId, "seq"},
    {ArticleField::kId, "document_id"},
    {ArticleField::kId, "doc_id"},
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
    {ArticleField::kBody, "articlebody"},  // JSON-LD
    {ArticleField::kBody, "paragraph"},    // NIKL
    {ArticleField::kBody, "content_html"},
    {ArticleField::kBody, "sentence"},
    // Better than nothing, where the text itself was left out.
    {ArticleField::kBody, "summary"},
    {ArticleField::kBody, "description"},
    {ArticleField::kBody, "abstractive"},

    {ArticleField::kDate, "date"},
    {ArticleField::kDate, "pub_date"},
    {ArticleField::kDate, "publish_date"},
    {ArticleField::kDate, "pubdate"},
    {ArticleField::kDate, "datepublished"},
    {ArticleField::kDate, "published_at"},
    {ArticleField::kDate, "일자"},
    {ArticleField::kDate, "날짜"},
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
    {ArticleField::kSection, "articlesection"},
    {ArticleField::kSection, "topic"},
    {ArticleField::kSection, "분류"},
    {ArticleField::kSection, "통합 분류1"},

    {ArticleField::kReporter, "reporter"},
    {ArticleField::kReporter, "author"},
    {ArticleField::kReporter, "byline"},
    {ArticleField::kReporter, "기고자"},
    {ArticleField::kReporter, "기자"},

    {ArticleField::kUrl, "url"},
    {ArticleField::kUrl, "originallink"},
    {ArticleField::kUrl, "link"},
};

// In the order of ArticleField.
constexpr std::string_view kMapped[kArticleFieldCount] = {"id",    "title",   "body",     "date",
                                                          "press", "section", "reporter", "url"};

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

const FieldNames& FieldNames::usual() {
  static const FieldNames names = [] {
    FieldNames table;
    table.names_.assign(std::begin(kFieldNames), std::end(kFieldNames));
    return table;
  }();
  return names;
}

FieldNames FieldNames::parse(std::string_view pairs) {
  FieldNames names;
  while (!pairs.empty()) {
    const std::string_view pair = pairs.substr(0, pairs.find(','));
    pairs.remove_prefix(std::min(pair.size() + 1, pairs.size()));
    const std::size_t equals = pair.find('=');
    const auto field = std::ranges::find(kMapped, pair.substr(0, equals));
    const std::string_view name =
        equals == std::string_view::npos ? std::string_view() : trim_ends(pair.substr(equals + 1));
    if (field == std::end(kMapped) || name.empty()) {
      throw Error(ErrorCode::kInvalidArgument, tr_format("{}: not a field and its name", pair),
                  tr("write FIELD=NAME,...; fields are id, title, body, date, press, section, "
                     "reporter and url"));
    }
    std::string lowered(name);
    compose_hangul(lowered);
    std::ranges::transform(lowered, lowered.begin(), lower);
    names.own_.push_back(std::make_unique<const std::string>(std::move(lowered)));
    names.names_.push_back(
        {static_cast<ArticleField>(field - std::begin(kMapped)), *names.own_.back()});
  }
  const auto table = usual().all();
  names.names_.insert(names.names_.end(), table.begin(), table.end());
  return names;
}

const FieldName* FieldNames::find(std::string_view key) const {
  std::string composed;
  if (has_decomposed_hangul(key)) {
    composed = key;
    compose_hangul(composed);
    key = composed;
  }
  const auto found =
      std::ranges::find_if(names_, [&](const auto& entry) { return same_name(key, entry.name); });
  return found == names_.end() ? nullptr : &*found;
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
