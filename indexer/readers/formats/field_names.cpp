#include "indexer/readers/formats/field_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "common/text/composition.h"
#include "gisa/error.h"
#include "indexer/readers/text/text_decoding.h"

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
    {ArticleField::kId, "_id"},  // MongoDB, Elasticsearch

    {ArticleField::kTitle, "title"},
    {ArticleField::kTitle, "headline"},
    {ArticleField::kTitle, "제목"},
    {ArticleField::kTitle, "기사제목"},
    {ArticleField::kTitle, "뉴스제목"},
    {ArticleField::kTitle, "news_title"},
    {ArticleField::kTitle, "doc_title"},  // AI-Hub
    {ArticleField::kTitle, "doc_name"},

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
    {ArticleField::kBody, "기사본문"},
    {ArticleField::kBody, "뉴스본문"},
    {ArticleField::kBody, "본문내용"},
    {ArticleField::kBody, "기사내용"},
    {ArticleField::kBody, "내용"},
    {ArticleField::kBody, "full_text"},
    {ArticleField::kBody, "article_body"},
    {ArticleField::kBody, "article_text"},
    {ArticleField::kBody, "article_content"},
    {ArticleField::kBody, "body_text"},
    {ArticleField::kBody, "news_body"},
    {ArticleField::kBody, "news_content"},
    {ArticleField::kBody, "paragraphs"},  // KLUE-MRC, AI-Hub
    {ArticleField::kBody, "context"},
    {ArticleField::kBody, "passage"},
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
    {ArticleField::kDate, "published"},
    {ArticleField::kDate, "datetime"},
    {ArticleField::kDate, "reg_date"},
    {ArticleField::kDate, "작성일"},
    {ArticleField::kDate, "입력일"},
    {ArticleField::kDate, "발행일"},
    {ArticleField::kDate, "등록일"},
    {ArticleField::kDate, "게재일"},
    {ArticleField::kDate, "작성일시"},
    {ArticleField::kDate, "입력일시"},
    {ArticleField::kDate, "등록일시"},
    {ArticleField::kDate, "doc_published"},
    {ArticleField::kDate, "years"},

    {ArticleField::kPress, "press"},
    {ArticleField::kPress, "source"},
    {ArticleField::kPress, "media"},
    {ArticleField::kPress, "media_name"},
    {ArticleField::kPress, "company"},
    {ArticleField::kPress, "publisher"},
    {ArticleField::kPress, "source_name"},
    {ArticleField::kPress, "언론사"},
    {ArticleField::kPress, "언론사명"},
    {ArticleField::kPress, "매체명"},
    {ArticleField::kPress, "매체"},
    {ArticleField::kPress, "신문사"},
    {ArticleField::kPress, "provider"},  // BigKinds
    {ArticleField::kPress, "doc_source"},

    {ArticleField::kSection, "section"},
    {ArticleField::kSection, "category"},
    {ArticleField::kSection, "category1"},
    {ArticleField::kSection, "articlesection"},
    {ArticleField::kSection, "topic"},
    {ArticleField::kSection, "분류"},
    {ArticleField::kSection, "통합 분류1"},
    {ArticleField::kSection, "news_category"},
    {ArticleField::kSection, "섹션"},
    {ArticleField::kSection, "카테고리"},

    {ArticleField::kReporter, "reporter"},
    {ArticleField::kReporter, "author"},
    {ArticleField::kReporter, "byline"},
    {ArticleField::kReporter, "기고자"},
    {ArticleField::kReporter, "기자"},
    {ArticleField::kReporter, "기자명"},
    {ArticleField::kReporter, "작성자"},
    {ArticleField::kReporter, "authors"},  // JSON Feed

    {ArticleField::kUrl, "url"},
    {ArticleField::kUrl, "originallink"},
    {ArticleField::kUrl, "link"},
    {ArticleField::kUrl, "원문링크"},
    {ArticleField::kUrl, "링크"},
    {ArticleField::kUrl, "provider_link_page"},
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

bool same_name(std::string_view key, std::string_view name) {
  return key.size() == name.size() && begins_in_any_case(key, name);
}

bool parts_words(char c) { return c == '_' || c == ' ' || c == '-'; }

std::size_t count_letters(std::string_view name) {
  return name.size() - static_cast<std::size_t>(std::ranges::count_if(name, parts_words));
}

// The same but for what parts the words: publishedAt and published_at. _source is no source.
bool same_letters(std::string_view key, std::string_view name) {
  std::size_t k = 0;
  std::size_t n = 0;
  while (true) {
    while (k > 0 && k < key.size() && parts_words(key[k])) ++k;
    while (n < name.size() && parts_words(name[n])) ++n;
    if (k == key.size() || n == name.size()) return k == key.size() && n == name.size();
    if (to_lower(key[k++]) != name[n++]) return false;
  }
}

}  // namespace

const FieldTraits& field_traits(ArticleField field) {
  return kTraits[static_cast<std::size_t>(field)];
}

const FieldNames& FieldNames::usual() {
  static const FieldNames names = [] {
    FieldNames table;
    table.names_.assign(std::begin(kFieldNames), std::end(kFieldNames));
    table.sort_by_letters();
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
    std::string lowered = to_lower(name);
    compose_hangul(lowered);
    names.own_.push_back(std::make_unique<const std::string>(std::move(lowered)));
    names.names_.push_back(
        {static_cast<ArticleField>(field - std::begin(kMapped)), *names.own_.back()});
  }
  const auto table = usual().all();
  names.names_.insert(names.names_.end(), table.begin(), table.end());
  names.sort_by_letters();
  return names;
}

void FieldNames::sort_by_letters() {
  for (const FieldName& entry : names_) {
    const std::size_t letters = count_letters(entry.name);
    if (letters >= by_letters_.size()) by_letters_.resize(letters + 1);
    by_letters_[letters].push_back(&entry);
  }
}

const FieldName* FieldNames::find(std::string_view key) const {
  std::string composed;
  if (has_decomposed_hangul(key)) {
    composed = key;
    compose_hangul(composed);
    key = composed;
  }
  const std::size_t letters = count_letters(key);
  if (letters >= by_letters_.size()) return nullptr;
  const FieldName* similar = nullptr;
  for (const FieldName* entry : by_letters_[letters]) {
    if (same_name(key, entry->name)) return entry;
    // Ids need the exact name: the number of something else, taken for the article's, would make
    // one article replace another.
    const bool is_id = entry->field == ArticleField::kId;
    if (similar == nullptr && !is_id && same_letters(key, entry->name)) similar = entry;
  }
  return similar;
}

bool FieldCollector::wants(const FieldName& name) const {
  const FieldName* taken = taken_[static_cast<std::size_t>(name.field)];
  return taken == nullptr || &name < taken;  // entries of the table: the earlier one is better
}

void FieldCollector::set(const FieldName& name, std::string_view value) {
  if (!is_blank(value) && wants(name)) claim(name).assign(value);
}

void FieldCollector::set(const FieldName& name, std::string&& value) {
  if (!is_blank(value) && wants(name)) claim(name) = std::move(value);
}

std::string& FieldCollector::claim(const FieldName& name) {
  taken_[static_cast<std::size_t>(name.field)] = &name;
  return article_.*field_traits(name.field).member;
}

}  // namespace gisa
