#include "indexer/readers/formats/format_detection.h"

#include <algorithm>
#include <array>

#include "common/text/ascii.h"
#include "indexer/readers/formats/json/json_format.h"
#include "indexer/readers/formats/tables/csv_format.h"
#include "indexer/readers/formats/tables/html_table_format.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

std::string_view skip_space(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  return text;
}

// Walks over the first JSON value of `text`, as far as it goes.
struct JsonLook {
  bool is_object = false;     // and its first key is quoted
  bool is_list = false;       // of objects
  bool is_complete = false;   // the object ends within the text
  bool is_container = false;  // it holds its records in a list
  bool has_line_end = false;  // it takes several lines
  std::string_view rest;      // behind it
};

JsonLook look_at_json(std::string_view text) {
  JsonLook look;
  std::string_view inner = skip_space(text.substr(1));
  if (text.front() == '[') {
    look.is_list = inner.starts_with('{');
    return look;
  }
  look.is_object = inner.starts_with('"') || inner.starts_with('}');
  if (!look.is_object) return look;
  int depth = 0;
  std::string_view key;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') {
      const std::size_t begin = at + 1;
      for (++at; at < text.size() && text[at] != '"' && text[at] != '\n'; ++at) {
        if (text[at] == '\\') ++at;
      }
      if (at >= text.size()) return look;
      if (text[at] == '\n') return look;  // a lost quote
      key = text.substr(begin, at - begin);
      // A value makes no key.
      const std::string_view behind = skip_space(text.substr(at + 1));
      if (!behind.starts_with(':')) key = {};
    } else if (c == '\n') {
      look.has_line_end = true;
    } else if (c == '[' || c == '{') {
      const bool holds_records = c == '[' && depth <= 3 && is_container_key(key) &&
                                 skip_space(text.substr(at + 1)).starts_with('{');
      if (holds_records) {
        look.is_container = true;
        return look;
      }
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      look.is_complete = true;
      look.rest = text.substr(at + 1);
      return look;
    }
  }
  return look;
}

const ArticleFormat* detect_json(std::string_view text, const ArticleFormat* by_name) {
  const JsonLook look = look_at_json(text);
  if (look.is_list || look.is_container) return find_article_format("json");
  if (!look.is_object) return nullptr;
  if (look.is_complete && !look.has_line_end) {
    // One object on a line of its own: the next line is another one, or there is none.
    const std::size_t end = std::min(look.rest.find('\n'), look.rest.size());
    if (is_blank(look.rest.substr(0, end))) return find_article_format("jsonl");
    return find_article_format("json");
  }
  if (look.has_line_end && look.is_complete) return find_article_format("json");
  const bool named_json = by_name != nullptr && by_name->name() == "json";
  return find_article_format(named_json || look.has_line_end ? "json" : "jsonl");
}

bool begins_element(std::string_view text, std::string_view name) {
  if (text.size() <= name.size() + 1 || text[0] != '<') return false;
  const char next = text[name.size() + 1];
  return begins_in_any_case(text.substr(1), name) &&
         (is_ascii_space(next) || next == '>' || next == '/');
}

const ArticleFormat* detect_markup(std::string_view text, const ArticleFormat* by_name) {
  struct Root {
    std::string_view name;  // lower case
    std::string_view format;
  };
  constexpr std::array<Root, 9> kRoots = {{{"newsml", "newsml"},
                                           {"newsitem", "newsml"},
                                           {"rss", "rss"},
                                           {"feed", "rss"},
                                           {"rdf:rdf", "rss"},
                                           {"html", "html"},
                                           {"!doctype html", "html"},
                                           {"head", "html"},
                                           {"article", "html"}}};
  bool is_xml = false;
  bool has_other_root = false;  // an <article> below it is none of HTML
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    const std::string_view tag = text.substr(at);
    if (tag.starts_with("<?xml")) is_xml = true;
    for (const Root& root : kRoots) {
      const bool is_of_html = root.format == "html" && has_other_root;
      if (begins_element(tag, root.name) && !is_of_html) return find_article_format(root.format);
    }
    // What may stand before the root.
    if (tag.starts_with("<!--")) {
      at = std::min(text.find("-->", at), text.size() - 1);
    } else if (!tag.starts_with("<?") && !tag.starts_with("<!") && !is_xml) {
      break;  // "<속보>": a text may begin so
    } else if (!tag.starts_with("<?") && !tag.starts_with("<!")) {
      has_other_root = true;
    }
  }
  // The root of a dump may have any name.
  if (text.find("<NewsItem") != std::string_view::npos) return find_article_format("newsml");
  if (!is_xml || (by_name != nullptr && by_name->name() == "html")) return by_name;
  return text.find("<entry") != std::string_view::npos ||
                 text.find("<item") != std::string_view::npos
             ? find_article_format("rss")
             : nullptr;
}

bool has_front_matter(std::string_view text) {
  if (!text.starts_with("---\n") && !text.starts_with("---\r\n")) return false;
  const std::string_view rest = text.substr(text.find('\n') + 1);
  const std::string_view key = rest.substr(0, rest.find(':'));
  return key.size() < 40 && FieldNames::usual().find(key) != nullptr;
}

}  // namespace

const ArticleFormat* detect_format(std::string_view head, const ArticleFormat* by_name,
                                   const FieldNames& names) {
  const std::string_view text = skip_space(head);
  if (text.empty()) return by_name;
  const std::string_view named = by_name != nullptr ? by_name->name() : std::string_view();
  if (text.front() == '{' || text.front() == '[') {
    if (const ArticleFormat* format = detect_json(text, by_name)) return format;
  } else if (text.front() == '<') {
    const ArticleFormat* format = detect_markup(text, by_name);
    const bool is_page = format == nullptr || format->name() == "html";
    if (is_page && (named == "table" || has_html_table(text, names)))
      return find_article_format("table");
    if (format != nullptr) return format;
    if (text.starts_with("<?xml")) return nullptr;
  } else if (named != "markdown" && has_front_matter(text)) {
    return find_article_format("markdown");
  } else if (has_csv_header(text, names)) {
    return find_article_format("csv");
  }
  return by_name;
}

}  // namespace gisa
