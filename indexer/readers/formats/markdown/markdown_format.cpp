#include "indexer/readers/formats/markdown/markdown_format.h"

#include <utility>

#include "common/messages/messages.h"
#include "gisa/error.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/markdown/front_matter.h"
#include "indexer/readers/formats/markdown/markdown_text.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {

bool MarkdownFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".md", ".markdown"});
}

Article MarkdownFormat::parse(std::string_view record, const RecordOrigin& origin) const {
  const std::string text = decode_record(record, origin);
  FrontMatter front = read_front_matter(text);
  Article article = std::move(front.fields).take();
  const bool untitled = article.title.empty();
  MarkdownText content = markdown_to_text(front.body, untitled);
  if (untitled) article.title = std::move(content.heading);
  article.body = std::move(content.text);
  if (article.title.empty() && is_blank(article.body)) {
    throw Error(ErrorCode::kBadInput, tr("no text in the file"));
  }
  return article;
}

}  // namespace gisa
