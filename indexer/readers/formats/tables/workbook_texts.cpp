#include "indexer/readers/formats/tables/workbook_texts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/utf8.h"
#include "gisa/error.h"

namespace gisa {
namespace {

constexpr std::string_view kPart = "xl/sharedStrings.xml";
constexpr std::size_t kMaxBytes = 512u << 20;
constexpr std::size_t kBlock = 1 << 20;  // bytes
constexpr int kMaxDepth = 8;             // of elements; <is><r><t> is three deep

// The pieces of text an element says, in their order.
template <typename Take>
void find_pieces(const pugi::xml_node& element, int depth, const Take& take) {
  for (const pugi::xml_node& child : element) {
    if (child.type() != pugi::node_element) continue;
    if (is_named(child, "t") || is_named(child, "v")) {
      take(std::string_view(child.value()));
      for (const pugi::xml_node& text : child) {
        if (text.type() != pugi::node_element) take(std::string_view(text.value()));
      }
    } else if (!is_named(child, "rPh") && depth < kMaxDepth) {
      find_pieces(child, depth + 1, take);
    }
  }
}

}  // namespace

std::string_view workbook_text(const pugi::xml_node& element, std::string& buffer) {
  std::string_view first;
  bool is_in_pieces = false;
  find_pieces(element, 1, [&](std::string_view piece) {
    if (piece.empty()) return;
    if (first.empty()) {
      first = piece;
      return;
    }
    if (!std::exchange(is_in_pieces, true)) buffer = first;
    buffer += piece;
  });
  return is_in_pieces ? std::string_view(buffer) : first;
}

void decode_workbook_escapes(std::string& text) {
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 7 > text.size() || text[at + 6] != '_') continue;
    unsigned code = 0;
    const char* end = text.data() + at + 6;
    const auto [stop, error] = std::from_chars(text.data() + at + 2, end, code, 16);
    if (error != std::errc() || stop != end) continue;
    std::string character;
    if (code >= 0xD800 && code < 0xE000) code = kReplacementCharacter;
    append_utf8(character, static_cast<char32_t>(code));
    text.replace(at, 7, character);
  }
}

std::string_view SharedTexts::at(std::size_t index) {
  while (index >= texts_.size()) {
    if (read_next()) continue;
    ++missing_;
    return {};
  }
  return texts_[index];
}

void SharedTexts::finish() {
  while (read_next()) {
  }
}

// False: there is no such part.
bool SharedTexts::open() {
  is_open_ = true;
  while (archive_.next()) {
    if (archive_.name() != kPart) continue;
    children_.emplace(archive_.member(), "sst", "si");
    return true;
  }
  return false;
}

bool SharedTexts::read_next() {
  if (at_end_) return false;
  at_end_ = true;  // unless all goes well
  if (!is_open_ && !open()) return false;
  const std::optional<XmlChild> text = children_->next();
  if (!text) return false;
  if (text->fault) throw Error(ErrorCode::kBadInput, std::string(kPart) + ": " + *text->fault);
  add(workbook_text(text->element, buffer_));
  at_end_ = false;
  return true;
}

void SharedTexts::add(std::string_view text) {
  if (text.find("_x") != std::string_view::npos) {
    std::string decoded(text);
    decode_workbook_escapes(decoded);
    return keep(decoded);
  }
  keep(text);
}

void SharedTexts::keep(std::string_view text) {
  bytes_ += text.size();
  if (bytes_ > kMaxBytes) {
    throw Error(
        ErrorCode::kBadInput,
        tr_format("the workbook shares more than {} MB of text; save it as CSV", kMaxBytes >> 20));
  }
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size()) {
    blocks_.emplace_back().reserve(std::max(kBlock, text.size()));
  }
  std::string& block = blocks_.back();
  const std::size_t begin = block.size();
  block += text;
  texts_.push_back(std::string_view(block).substr(begin));
}

}  // namespace gisa
