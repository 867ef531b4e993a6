#include "indexer/readers/formats/xml/xml_events.h"

#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <new>

#include "common/messages/messages.h"
#include "common/text/ascii.h"

namespace gisa {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

// Errors of libxml2 that do not put any text in the wrong place.
bool is_harmless(int code) {
  constexpr std::array kHarmless = {
      XML_ERR_UNDECLARED_ENTITY,         XML_WAR_UNDECLARED_ENTITY,   XML_ERR_NAME_REQUIRED,
      XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_ENTITYREF_NO_NAME,   XML_ERR_INVALID_CHAR,
      XML_ERR_INVALID_CHARREF,           XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF,
      XML_ERR_MISPLACED_CDATA_END,       XML_ERR_RESERVED_XML_NAME,   XML_ERR_HYPHEN_IN_COMMENT};
  return std::ranges::find(kHarmless, code) != kHarmless.end() ||
         (code >= XML_NS_ERR_XML_NAMESPACE && code <= XML_NS_ERR_COLON);
}

constexpr std::size_t kMaxEntityName = 32;  // bytes

// Whether an entity or a character reference begins at the `&`.
bool is_reference(std::string_view text) {
  std::size_t at = 1;
  if (at < text.size() && text[at] == '#') ++at;
  const std::size_t begin = at;
  const auto is_word = [](char c) { return is_digit(c) || is_ascii_letter(c); };
  while (at < text.size() && at - begin < kMaxEntityName && is_word(text[at])) ++at;
  return at > begin && at < text.size() && text[at] == ';';
}

// "S&P 500" with an `&amp;`: libxml2 would lose the P. Nothing if there is none such.
std::optional<std::string> escape_bare_ampersands(std::string_view document) {
  constexpr std::string_view kCdata = "<![CDATA[";
  std::optional<std::string> escaped;
  std::size_t copied = 0;
  for (std::size_t at = 0; (at = document.find_first_of("&<", at)) != std::string_view::npos;) {
    const std::string_view rest = document.substr(at);
    if (rest.starts_with(kCdata)) {
      at = std::min(document.find("]]>", at), document.size());
      continue;
    }
    ++at;
    if (rest.front() == '<' || is_reference(rest)) continue;
    if (!escaped) escaped.emplace();
    escaped->append(document.substr(copied, at - copied)).append("amp;");
    copied = at;
  }
  if (escaped) escaped->append(document.substr(copied));
  return escaped;
}

}  // namespace

struct XmlParser::State {
  explicit State(XmlHandler& h) : handler(h) {}

  XmlHandler& handler;
  xmlSAXHandler sax = {};
  xmlParserCtxtPtr context = nullptr;
  XmlAttributes attributes;
  std::string piece;
  std::optional<std::string> fault;
  bool seen_element = false;
  xmlEntity entity = {};  // the one handed out last
  std::string entity_text;

  static State& of(void* context) {
    return *static_cast<State*>(static_cast<xmlParserCtxtPtr>(context)->_private);
  }

  static void begin(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar*, int,
                    const xmlChar**, int count, int, const xmlChar** values) {
    State& state = of(context);
    state.seen_element = true;
    state.attributes.clear();
    for (int i = 0; i < count; ++i) {
      const xmlChar** attribute = values + i * 5;
      const auto size = static_cast<std::size_t>(attribute[4] - attribute[3]);
      state.attributes.emplace_back(
          view(attribute[0]), std::string_view(reinterpret_cast<const char*>(attribute[3]), size));
    }
    state.handler.begin_element(view(prefix), view(name), state.attributes);
  }

  static void end(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar*) {
    of(context).handler.end_element(view(prefix), view(name));
  }

  static void characters(void* context, const xmlChar* text, int size) {
    of(context).handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  }

  // The entities of XML, and of HTML, which feeds use without declaring them.
  static xmlEntityPtr find_entity(void* context, const xmlChar* name) {
    if (xmlEntityPtr known = xmlGetPredefinedEntity(name)) return known;
    if (view(name).size() > kMaxEntityName) return nullptr;
    const htmlEntityDesc* html = htmlEntityLookup(name);
    if (html == nullptr) return nullptr;
    State& state = of(context);
    state.entity_text.resize(8);
    const int size = xmlCopyChar(0, reinterpret_cast<xmlChar*>(state.entity_text.data()),
                                 static_cast<int>(html->value));
    state.entity_text.resize(static_cast<std::size_t>(size));
    state.entity = {};
    state.entity.type = XML_ENTITY_DECL;
    state.entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
    state.entity.name = name;
    state.entity.content = reinterpret_cast<xmlChar*>(state.entity_text.data());
    state.entity.length = size;
    return &state.entity;
  }

  static void on_error(void* data, xmlErrorPtr error) {
    auto* context = static_cast<xmlParserCtxtPtr>(data);
    if (context == nullptr || error == nullptr || error->level < XML_ERR_ERROR) return;
    State& state = of(context);
    if (state.fault || is_harmless(error->code)) return;
    std::string message = error->message != nullptr ? error->message : tr("not well-formed");
    while (!message.empty() && (message.back() == '\n' || message.back() == ' '))
      message.pop_back();
    std::ranges::replace(message, '\n', ' ');
    state.fault = tr_format("invalid XML: {}", message);
  }
};

XmlParser::XmlParser(XmlHandler& handler) : state_(std::make_unique<State>(handler)) {
  static std::once_flag initialized;
  std::call_once(initialized, xmlInitParser);
  xmlSAXHandler& sax = state_->sax;
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = State::begin;
  sax.endElementNs = State::end;
  sax.characters = State::characters;
  sax.ignorableWhitespace = State::characters;
  sax.cdataBlock = State::characters;
  sax.getEntity = State::find_entity;
  sax.serror = State::on_error;
  state_->context = xmlCreatePushParserCtxt(&sax, nullptr, nullptr, 0, nullptr);
  if (state_->context == nullptr) throw std::bad_alloc();
  state_->context->_private = state_.get();
  state_->context->userData = state_->context;
  xmlCtxtUseOptions(state_->context, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOWARNING |
                                         XML_PARSE_IGNORE_ENC | XML_PARSE_NODICT);
  // What is parsed is UTF-8, whatever its declaration says.
  xmlSwitchEncoding(state_->context, XML_CHAR_ENCODING_UTF8);
}

XmlParser::~XmlParser() {
  if (state_->context->myDoc != nullptr) xmlFreeDoc(state_->context->myDoc);
  state_->context->myDoc = nullptr;
  xmlFreeParserCtxt(state_->context);
}

void XmlParser::parse(std::string_view piece) {
  const auto is_forbidden = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  };
  if (std::ranges::any_of(piece, is_forbidden)) {
    state_->piece = piece;
    std::ranges::replace_if(state_->piece, is_forbidden, ' ');
    piece = state_->piece;
  }
  xmlParseChunk(state_->context, piece.data(), static_cast<int>(piece.size()), 0);
}

std::optional<std::string> XmlParser::finish() {
  xmlParseChunk(state_->context, nullptr, 0, 1);
  if (!state_->fault && !state_->seen_element) return tr("invalid XML: no element");
  return state_->fault;
}

std::optional<std::string> parse_xml(std::string_view document, XmlHandler& handler) {
  XmlParser parser(handler);
  const std::optional<std::string> escaped = escape_bare_ampersands(document);
  if (escaped) document = *escaped;
  constexpr std::size_t kPiece = 1 << 20;  // bytes; libxml2 counts in int
  while (!document.empty()) {
    const std::string_view piece = document.substr(0, kPiece);
    parser.parse(piece);
    document.remove_prefix(piece.size());
  }
  return parser.finish();
}

}  // namespace gisa
