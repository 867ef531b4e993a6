#include "indexer/readers/formats/html/page_scripts.h"

#include <simdjson.h>

#include <algorithm>
#include <string>

#include "indexer/readers/text/text_lines.h"

namespace gisa {
namespace {

namespace dom = simdjson::dom;

struct NamedField {
  std::string_view name;
  std::string Article::*field;
};

std::string text_of(dom::element value, int depth = 0) {
  if (depth > 4) return {};
  if (value.is_string()) return std::string(std::string_view(value));
  if (value.is_object()) {
    dom::element name;
    return value["name"].get(name) ? std::string() : text_of(name, depth + 1);
  }
  std::string joined;
  if (value.is_array()) {
    for (dom::element item : dom::array(value)) append_item(joined, text_of(item, depth + 1), ", ");
  }
  return joined;
}

bool is_article_type(dom::element type) {
  const std::string names = text_of(type);
  return names.find("Article") != std::string::npos ||
         names.find("BlogPosting") != std::string::npos;
}

void read_linked_object(dom::object object, Article& article) {
  constexpr NamedField kNames[] = {
      {"headline", &Article::title},
      {"articleBody", &Article::body},
      {"datePublished", &Article::date},
      {"publisher", &Article::press},
      {"articleSection", &Article::section},
      {"author", &Article::reporter},
      {"url", &Article::url},
  };
  for (const NamedField& name : kNames) {
    dom::element value;
    std::string& field = article.*name.field;
    if (field.empty() && !object[name.name].get(value)) field = text_of(value);
  }
}

// A NewsArticle, also in a list or in a @graph.
void find_linked_article(dom::element value, Article& article, int depth) {
  if (depth > 4 || !article.title.empty()) return;
  if (value.is_array()) {
    for (dom::element item : dom::array(value)) find_linked_article(item, article, depth + 1);
    return;
  }
  dom::object object;
  dom::element inner;
  if (value.get(object)) return;
  if (!object["@type"].get(inner) && is_article_type(inner)) read_linked_object(object, article);
  if (!object["@graph"].get(inner)) find_linked_article(inner, article, depth + 1);
}

// Without the marks that hide it from XML: //<![CDATA[ ... //]]>
std::string_view without_cdata_marks(std::string_view json) {
  constexpr std::string_view kBegin = "<![CDATA[", kEnd = "]]>";
  if (const auto begin = json.find(kBegin); begin < json.find_first_of("{["))
    json.remove_prefix(begin + kBegin.size());
  if (const auto end = json.rfind(kEnd); end != std::string_view::npos && end > json.rfind('}'))
    json = json.substr(0, json.find_last_of("}]", end - 1) + 1);
  return json;
}

// The JSON object that `text` begins with, to its closing brace; empty if it has none.
std::string_view first_object(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') {
      for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1 : 0;
    } else if (text[at] == '{') {
      ++depth;
    } else if (text[at] == '}' && --depth == 0) {
      return text.substr(0, at + 1);
    }
  }
  return {};
}

}  // namespace

void read_json_ld(std::string json, Article& article) {
  // Line ends inside strings are wrong and common.
  std::ranges::replace_if(
      json, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  dom::parser parser;
  dom::element root;
  if (!parser.parse(std::string(without_cdata_marks(json))).get(root))
    find_linked_article(root, article, 0);
}

void read_embedded_article(std::string_view script, Article& article) {
  constexpr std::string_view kAssignment = "Fusion.globalContent=";
  const std::size_t begin = script.find(kAssignment);
  if (begin == std::string::npos) return;
  dom::parser parser;
  dom::object content;
  const std::string json(first_object(script.substr(begin + kAssignment.size())));
  if (parser.parse(json).get(content)) return;
  dom::array elements;
  if (content["content_elements"].get(elements)) return;
  for (dom::element element : elements) {
    std::string_view type, words;
    if (!element["type"].get(type) && type == "text" && !element["content"].get(words))
      append_item(article.body, words, "\n");
  }
  std::string_view date;
  dom::element names;
  if (!content["display_date"].get(date)) article.date = date;
  if (!content["credits"]["by"].get(names)) article.reporter = text_of(names);
}

}  // namespace gisa
