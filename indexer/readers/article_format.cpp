#include "indexer/readers/article_format.h"

#include <algorithm>
#include <array>

#include "indexer/readers/jsonl_format.h"
#include "indexer/readers/markdown_format.h"
#include "indexer/readers/text_format.h"

namespace gisa {

std::span<const ArticleFormat* const> article_formats() {
  static const JsonlFormat jsonl;
  static const MarkdownFormat markdown;
  static const TextFormat text;
  static const std::array<const ArticleFormat*, 3> formats = {&jsonl, &markdown, &text};
  return formats;
}

const ArticleFormat* find_article_format(std::string_view name) {
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
