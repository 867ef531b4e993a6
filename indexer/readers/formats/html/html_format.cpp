#include "indexer/readers/formats/html/html_format.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/ascii.h"
#include "gisa/error.h"
#include "indexer/cleaner/dates.h"
#include "indexer/readers/formats/file_extension.h"
#include "indexer/readers/formats/html/page_scripts.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

struct FreeDocument {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};
using Document = std::unique_ptr<xmlDoc, FreeDocument>;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string_view attribute(const xmlNode* node, std::string_view name) {
  for (const xmlAttr* a = node->properties; a != nullptr; a = a->next) {
    if (view(a->name) == name && a->children != nullptr) return view(a->children->content);
  }
  return {};
}

std::string_view element_name(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE ? view(node->name) : std::string_view();
}

// The next node of the tree below `root` in document order, without recursion: pages may be nested
// as deeply as they like.
const xmlNode* next_node(const xmlNode* node, const xmlNode* root, bool into_children) {
  if (into_children && node->children != nullptr) return node->children;
  while (node != root) {
    if (node->next != nullptr) return node->next;
    node = node->parent;
  }
  return nullptr;
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& list) {
  return std::ranges::find(list, text) != list.end();
}

// Nothing in these is the article.
constexpr std::array<std::string_view, 20> kLeftOut = {
    "script",   "style",  "noscript", "nav",        "header", "footer",   "aside",
    "form",     "button", "iframe",   "figcaption", "select", "textarea", "svg",
    "template", "object", "video",    "audio",      "head",   "h1"};
constexpr std::array<std::string_view, 18> kBlocks = {
    "p",       "div",     "br",         "li", "tr", "h1",    "h2",     "h3", "h4",
    "section", "article", "blockquote", "ul", "ol", "table", "figure", "dd", "dt"};
constexpr std::array<std::string_view, 2> kCells = {"td", "th"};  // a blank parts them
// Ids and classes of the element with the article, as sites and their builders name it.
constexpr std::array<std::string_view, 18> kArticleNames = {"dic_area",
                                                            "newsct_article",
                                                            "articleBodyContents",
                                                            "articeBody",
                                                            "article-view-content-div",
                                                            "articleBody",
                                                            "article_body",
                                                            "article-body",
                                                            "news_body",
                                                            "newsBody",
                                                            "article_txt",
                                                            "article-text",
                                                            "harmonyContainer",
                                                            "news_view",
                                                            "view_con",
                                                            "article_content",
                                                            "articleContent",
                                                            "news_cnt_detail_wrap"};

// Classes of what stands inside that element and is none of the text.
constexpr std::array<std::string_view, 27> kLeftOutNames = {
    "img_desc",      "end_photo_org",  "caption",          "photo_caption",   "article_relation",
    "relation_news", "related",        "related_articles", "related_article", "ab_related_article",
    "related_news",  "relate_article", "relate_news",      "copyright",       "ad",
    "ads",           "ad_wrap",        "advertisement",    "adsbygoogle",     "blind",
    "sr-only",       "comments",       "comments-area",    "comment-list",    "comment_list",
    "disqus_thread", "u_cbox"};

template <std::size_t N>
bool has_name(const xmlNode* node, const std::array<std::string_view, N>& names) {
  for (const char* key : {"id", "class"}) {
    std::string_view rest = attribute(node, key);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" \t\r\n"), rest.size());
      if (is_one_of(rest.substr(0, end), names)) return true;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return false;
}

bool names_article(const xmlNode* node) {
  return attribute(node, "itemprop") == "articleBody" || has_name(node, kArticleNames);
}

bool is_left_out(const xmlNode* node) {
  return is_one_of(element_name(node), kLeftOut) ||
         (node->properties != nullptr && has_name(node, kLeftOutNames));
}

std::string text_below(const xmlNode* root) {
  std::string text;
  for (const xmlNode* node = root; node != nullptr;) {
    bool enter = true;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
      std::string content(view(node->content));
      std::ranges::replace(content, '\n', ' ');
      std::ranges::replace(content, '\r', ' ');
      text += content;
    } else if (node->type == XML_ELEMENT_NODE) {
      enter = node == root || !is_left_out(node);
      if (is_one_of(element_name(node), kBlocks)) text += '\n';
      if (is_one_of(element_name(node), kCells) && !text.ends_with('\n')) text += ' ';
    } else {
      enter = node == root;
    }
    // A block ends where the next node is not below it: a line end there, too.
    const xmlNode* next = next_node(node, root, enter);
    for (const xmlNode* up = node;
         next != nullptr && up != nullptr && up != next->parent && up != root; up = up->parent) {
      if (is_one_of(element_name(up), kBlocks) && up != node) text += '\n';
    }
    node = next;
  }
  return text;
}

// What a page says of itself.
struct Page {
  Article meta;      // from meta tags
  Article linked;    // from JSON-LD
  Article embedded;  // from the data a script fills the page with
  bool has_script = false;
  std::string title_element;         // <title>
  std::string heading;               // the first <h1>
  std::string canonical;             // the page's own address, <link rel="canonical">
  std::string time;                  // the first <time datetime>, or what Naver has for it
  std::string stamp_label;           // "입력", where its date stands in an element of its own
  std::string stamp;                 // the first line of such a label and a date
  const xmlNode* article = nullptr;  // the best element found
  int article_rank = 0;              // of it: the higher the surer
  std::size_t article_size = 0;
  const xmlNode* body = nullptr;
};

struct MetaName {
  std::string_view name;
  std::string Article::*field;
};
// The first that is there counts.
constexpr MetaName kMetaNames[] = {
    {"og:title", &Article::title},
    {"twitter:title", &Article::title},
    {"article:published_time", &Article::date},
    {"og:regDate", &Article::date},
    {"datePublished", &Article::date},
    {"pubdate", &Article::date},
    {"date", &Article::date},
    {"article:media_name", &Article::press},
    {"og:site_name", &Article::press},
    {"article:publisher", &Article::press},
    {"og:article:author", &Article::press},
    {"article:section", &Article::section},
    {"section", &Article::section},
    {"article:author", &Article::reporter},
    {"dable:author", &Article::reporter},
    {"author", &Article::reporter},
    {"og:url", &Article::url},
    {"og:description", &Article::body},
    {"description", &Article::body},
};

// "느티일보 | 네이버", "다음뉴스 | 느티일보": the portal that shows an article is not its press.
std::string_view without_portal(std::string_view press) {
  constexpr std::array<std::string_view, 11> kPortals = {
      "네이버", "네이버뉴스", "네이버 뉴스", "NAVER",       "Naver",     "다음",
      "Daum",   "다음뉴스",   "네이트",      "네이트 뉴스", "네이트뉴스"};
  const std::size_t bar = press.rfind(" | ");
  if (bar != std::string_view::npos && is_one_of(trim_ends(press.substr(bar + 3)), kPortals)) {
    press = press.substr(0, bar);
  } else if (bar != std::string_view::npos &&
             is_one_of(trim_ends(press.substr(0, bar)), kPortals)) {
    press = press.substr(bar + 3);
  }
  press = trim_ends(press);
  return is_one_of(press, kPortals) ? std::string_view() : press;
}

void read_meta(const xmlNode* node, Page& page,
               std::array<std::size_t, std::size(kMetaNames)>& best) {
  std::string_view name = attribute(node, "property");
  if (name.empty()) name = attribute(node, "name");
  if (name.empty()) name = attribute(node, "itemprop");
  const std::string_view content = attribute(node, "content");
  if (name.empty() || is_blank(content)) return;
  for (std::size_t i = 0; i < std::size(kMetaNames); ++i) {
    if (kMetaNames[i].name != name) continue;
    std::size_t field = 0;
    while (kMetaNames[field].field != kMetaNames[i].field) ++field;
    // A publisher may be given as the address of a page.
    const bool is_address = content.starts_with("http") && kMetaNames[i].field != &Article::url;
    if (is_address || i >= best[field]) return;
    const bool is_press = kMetaNames[i].field == &Article::press;
    const std::string_view value = is_press ? without_portal(content) : content;
    if (value.empty()) return;
    best[field] = i;
    page.meta.*kMetaNames[i].field = value;
  }
}

std::string script_text(const xmlNode* script) {
  std::string text;
  for (const xmlNode* node = script->children; node != nullptr; node = node->next) {
    text += view(node->content);
  }
  return text;
}

void consider_article(const xmlNode* node, Page& page, int rank) {
  if (rank < page.article_rank) return;
  const std::size_t size = text_below(node).size();
  if (rank == page.article_rank && size <= page.article_size) return;
  page.article = node;
  page.article_rank = rank;
  page.article_size = size;
}

constexpr std::array<std::string_view, 1> kTimeNames = {"t11"};  // Naver until 2021

// When it was published, where a reader sees it. What else has a date at the top of a page is the
// time of the page, 최종편집, or of a change.
void note_stamp(std::string_view text, Page& page) {
  constexpr std::array<std::string_view, 7> kLabels = {"기사입력", "최초입력", "기사등록", "입력",
                                                       "등록",     "승인",     "송고"};
  constexpr std::size_t kLongestLine = 200;  // bytes
  text = trim_ends(text);
  if (text.empty() || !page.stamp.empty()) return;
  if (text.size() > kLongestLine) return page.stamp_label.clear();
  std::string line = std::exchange(page.stamp_label, {}) + std::string(text);
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  for (std::size_t at = 0; (at = line.find(kNoBreakSpace, at)) != std::string::npos;)
    line.replace(at, kNoBreakSpace.size(), " ");
  const auto label = std::ranges::find_if(
      kLabels, [&](std::string_view word) { return std::string_view(line).starts_with(word); });
  if (label == kLabels.end()) return;
  if (!cleaning::date_of_stamp_line(line).empty())
    page.stamp = line;
  else if (line.size() <= label->size() + 2)  // a colon
    page.stamp_label = line + ' ';
}

// The candidates are looked at afresh each: at most this many.
constexpr int kMaxCandidates = 64;

Page read_page(const xmlNode* root) {
  Page page;
  std::array<std::size_t, std::size(kMetaNames)> best;
  best.fill(std::size(kMetaNames));
  int candidates = 0;
  for (const xmlNode* node = root; node != nullptr; node = next_node(node, root, true)) {
    const std::string_view name = element_name(node);
    if (node->type == XML_TEXT_NODE) note_stamp(view(node->content), page);
    if (name.empty()) continue;
    if (name == "meta") read_meta(node, page, best);
    if (name == "link" && attribute(node, "rel") == "canonical" &&
        attribute(node, "href").starts_with("http"))
      page.canonical = attribute(node, "href");
    if (name == "script" && attribute(node, "type") == "application/ld+json")
      read_json_ld(script_text(node), page.linked);
    else if (name == "script" && page.embedded.body.empty())
      read_embedded_article(script_text(node), page.embedded);
    page.has_script |= name == "script";
    if (name == "title" && page.title_element.empty()) page.title_element = text_below(node);
    if (name == "h1" && page.heading.empty()) page.heading = text_below(node);
    if (name == "body" && page.body == nullptr) page.body = node;
    if (page.time.empty()) {
      page.time = attribute(node, name == "time" ? "datetime" : "data-date-time");
      if (page.time.empty() && has_name(node, kTimeNames)) page.time = text_below(node);
    }
    const int rank = names_article(node) ? 2 : name == "article" ? 1 : 0;
    if (rank > 0 && ++candidates <= kMaxCandidates) consider_article(node, page, rank);
  }
  return page;
}

// Where no element says that it is the article: the one whose own paragraphs and line breaks have
// the most text.
const xmlNode* densest_element(const xmlNode* root) {
  const xmlNode* best = root;
  std::size_t best_size = 0;
  for (const xmlNode* node = root; node != nullptr;) {
    const bool enter = node == root || !is_one_of(element_name(node), kLeftOut);
    if (enter && node->type == XML_ELEMENT_NODE) {
      std::size_t size = 0;
      for (const xmlNode* child = node->children; child != nullptr; child = child->next) {
        if (child->type == XML_TEXT_NODE) size += trim_ends(view(child->content)).size();
        if (element_name(child) != "p") continue;
        for (const xmlNode* text = child->children; text != nullptr; text = text->next) {
          if (text->type == XML_TEXT_NODE) size += trim_ends(view(text->content)).size();
        }
      }
      if (size > best_size) {
        best = node;
        best_size = size;
      }
    }
    node = next_node(node, root, enter);
  }
  return best;
}

std::string article_text(const Page& page) {
  const xmlNode* element = page.article;
  if (element == nullptr && page.body != nullptr) element = densest_element(page.body);
  return element == nullptr ? std::string() : text_below(element);
}

std::string choose_body(const Page& page) {
  const std::string text = article_text(page);
  const std::size_t size = trim_ends(text).size();
  // JSON-LD may hold the beginning only.
  const bool linked_is_whole = page.linked.body.size() * 2 > size;
  if (linked_is_whole && !page.linked.body.empty()) return page.linked.body;
  // Where no element says that it is the article, that was a guess.
  const bool text_is_less = page.article == nullptr || size * 2 < page.embedded.body.size();
  return text_is_less && !page.embedded.body.empty() ? page.embedded.body : text;
}

std::string first_of(std::initializer_list<std::string_view> candidates) {
  for (const std::string_view candidate : candidates) {
    if (!is_blank(candidate)) return std::string(trim_ends(candidate));
  }
  return {};
}

Document parse_html(const std::string& text) {
  static std::once_flag initialized;
  // libxml2 drops what is nested deeper than 256, as tags that nobody closes are.
  std::call_once(initialized, [] {
    xmlInitParser();
    xmlParserMaxDepth = 4096;
  });
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  Document document(
      htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", kOptions));
  if (!document) throw Error(ErrorCode::kBadInput, tr("no HTML that could be read"));
  return document;
}

}  // namespace

bool HtmlFormat::recognizes(const std::filesystem::path& file) const {
  return has_extension(file, {".html", ".htm", ".xhtml"});
}

Article HtmlFormat::parse(std::string_view record, const RecordOrigin& origin) const {
  if (record.size() > kMaxRecordBytes)
    throw Error(ErrorCode::kBadInput, tr("larger than 32 MB, which no article is"));
  const Document document = parse_html(decode_record(record, origin));
  const xmlNode* root = xmlDocGetRootElement(document.get());
  if (root == nullptr) throw Error(ErrorCode::kBadInput, tr("no text in the page"));
  const Page page = read_page(root);
  Article article;
  article.title = first_of({page.linked.title, page.meta.title, page.heading, page.title_element});
  article.date =
      first_of({page.linked.date, page.meta.date, page.time, page.embedded.date, page.stamp});
  article.press = first_of({page.linked.press, page.meta.press});
  article.section = first_of({page.linked.section, page.meta.section});
  article.reporter = first_of({page.linked.reporter, page.meta.reporter, page.embedded.reporter});
  article.url = first_of({page.linked.url, page.meta.url, page.canonical});
  article.body = choose_body(page);
  if (!is_blank(article.body)) return article;
  article.body = first_of({page.meta.body});
  if (article.body.empty() || !page.has_script)
    throw Error(ErrorCode::kBadInput, tr("no text in the page"));
  if (origin.notes != nullptr) {
    origin.notes->remark =
        tr("a script fills the page with its text: only title and description are read");
  }
  return article;
}

}  // namespace gisa
