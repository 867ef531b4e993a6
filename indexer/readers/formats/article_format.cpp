#include "indexer/readers/formats/article_format.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/formats/html/html_format.h"
#include "indexer/readers/formats/json/json_format.h"
#include "indexer/readers/formats/json/jsonl_format.h"
#include "indexer/readers/formats/markdown/markdown_format.h"
#include "indexer/readers/formats/tables/csv_format.h"
#include "indexer/readers/formats/tables/html_table_format.h"
#include "indexer/readers/formats/tables/xlsx_format.h"
#include "indexer/readers/formats/text_format.h"
#include "indexer/readers/formats/xml/feed_format.h"
#include "indexer/readers/formats/xml/newsml_format.h"
#include "indexer/readers/text/text_decoding.h"
#include "indexer/readers/text/text_encoding.h"

namespace gisa {
namespace {

// The first article of a text, or what is wrong with it.
class FirstArticle final : public RecordSink {
 public:
  bool add_article(Article&& article, RecordPlace) override {
    article_ = std::move(article);
    return false;
  }
  void add_problem(RecordPlace, std::string reason) override {
    if (reason_.empty()) reason_ = std::move(reason);
  }
  Article take() && {
    if (article_) return std::move(*article_);
    throw Error(ErrorCode::kBadInput, reason_.empty() ? tr("no article in it") : reason_);
  }

 private:
  std::optional<Article> article_;
  std::string reason_;
};

}  // namespace

std::string decode_record(std::string_view bytes, const RecordOrigin& origin) {
  std::uint64_t broken = 0;
  std::string text = decode_text_file(bytes, broken);
  if (origin.notes != nullptr) origin.notes->broken_characters += broken;
  return text;
}

Article StreamFormat::parse(std::string_view record, const RecordOrigin& origin) const {
  MemoryStream bytes(record);
  DecodingStream text(bytes);
  FirstArticle first;
  read_records(text, names_of(origin), first);
  return std::move(first).take();
}

std::span<const ArticleFormat* const> article_formats() {
  static const JsonlFormat jsonl;
  static const JsonFormat json;
  static const CsvFormat csv;
  static const XlsxFormat xlsx;
  static const NewsmlFormat newsml;
  static const FeedFormat feed;
  static const HtmlFormat html;
  static const HtmlTableFormat html_table;
  static const MarkdownFormat markdown;
  static const TextFormat text;
  static const std::array<const ArticleFormat*, 10> formats = {
      &jsonl, &json, &csv, &xlsx, &newsml, &feed, &html, &html_table, &markdown, &text};
  return formats;
}

const ArticleFormat* find_article_format(std::string_view name) {
  if (name == "txt") name = "text";
  if (name == "tsv") name = "csv";
  const auto formats = article_formats();
  const auto found = std::ranges::find(formats, name, &ArticleFormat::name);
  return found == formats.end() ? nullptr : *found;
}

const ArticleFormat* recognize_article_format(const std::filesystem::path& file) {
  const auto formats = article_formats();
  const auto found =
      std::ranges::find_if(formats, [&](const auto* format) { return format->recognizes(file); });
  return found == formats.end() ? nullptr : *found;
}

}  // namespace gisa
