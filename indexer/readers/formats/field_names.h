/// The names under which records of other people hold the fields of an article.
///
///     FieldCollector collector;
///     const FieldName* const name = FieldNames::usual().find("제목");
///     if (name != nullptr && collector.wants(*name)) {
///       collector.set(*name, "한은, 기준금리 동결");
///     }
///     const Article article = std::move(collector).take();
///
/// One table serves every format that has named fields. Where a record has a field under several
/// names, the name that stands first in the table wins; under the same name twice, the first does.
///
/// Threads: the functions may be called from any thread at once; a collector belongs to one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/articles/article.h"

namespace gisa {

enum class ArticleField : std::uint8_t {
  kId,
  kTitle,
  kBody,
  kDate,
  kPress,
  kSection,
  kReporter,
  kUrl,
};
inline constexpr std::size_t kArticleFieldCount = 8;

/// What a field takes besides text.
struct FieldTraits {
  std::string Article::*member = nullptr;
  bool takes_numbers = false;
  std::string_view list_separator;  ///< joins the items of a list; empty: takes no lists
};

const FieldTraits& field_traits(ArticleField field);

/// One name of a field, an entry of the table.
struct FieldName {
  ArticleField field;
  std::string_view name;  ///< lower case where it has case
};

/// The names in use: the table, and before it those a user gives for his own data.
///
///     FieldNames names = FieldNames::parse("title=표제,body=원고");
///     names.find("표제")->field                          // ArticleField::kTitle
///
/// Immutable, so that any thread may ask at once. Entries live as long as their FieldNames.
class FieldNames {
 public:
  /// The table alone.
  static const FieldNames& usual();

  /// The table, and names before it: pairs FIELD=NAME with commas between, FIELD one of id, title,
  /// body, date, press, section, reporter, url. Throws Error (kInvalidArgument) for anything else.
  static FieldNames parse(std::string_view pairs);

  /// The names of a field stand together within the table, the preferred one first.
  std::span<const FieldName> all() const { return names_; }

  /// The entry for `key`, or nullptr. ASCII letters match in any case; blanks, '-' and '_' between
  /// words matter in ids, and where entries differ in nothing else.
  const FieldName* find(std::string_view key) const;

 private:
  void sort_by_letters();

  std::vector<FieldName> names_;
  std::vector<std::vector<const FieldName*>> by_letters_;  // by their number, for the search
  std::vector<std::unique_ptr<const std::string>> own_;    // what names_ points to
};

/// Gathers the fields of one record by the rule above.
class FieldCollector {
 public:
  /// True if a value under this name would be taken: none was under it or a better one.
  bool wants(const FieldName& name) const;

  /// Takes the value unless it is blank: such a field counts as absent.
  void set(const FieldName& name, std::string_view value);
  void set(const FieldName& name, std::string&& value);

  bool has(ArticleField field) const { return taken_[static_cast<std::size_t>(field)] != nullptr; }

  Article take() && { return std::move(article_); }

 private:
  std::string& claim(const FieldName& name);

  Article article_;
  const FieldName* taken_[kArticleFieldCount] = {};
};

}  // namespace gisa
