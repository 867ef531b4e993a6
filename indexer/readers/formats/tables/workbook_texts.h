/// The texts of a workbook (.xlsx): those that stand in cells, and those that cells share.
///
/// Threads: one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/bytes/archive.h"
#include "indexer/readers/formats/xml/xml_children.h"

namespace gisa {

/// What an element says: <is>, <si> or <c> with a <t> or <v> in it, or with runs <r><t>…</t></r>.
/// How it is pronounced (<rPh>) and the formula it comes from (<f>) are no part of that. Valid as
/// long as the element and `buffer`, which takes it if it is in several pieces.
std::string_view workbook_text(const pugi::xml_node& element, std::string& buffer);

/// Decodes what XML cannot hold and Excel writes as _x000D_.
void decode_workbook_escapes(std::string& text);

/// The texts that cells refer to by number, in a part of the archive of their own.
///
/// They stand there in the order in which cells first ask for them, so the part is read no further
/// than the sheets have come: articles can be handed out at once. All that was read stays in
/// memory, at most 512 MB.
class SharedTexts {
 public:
  explicit SharedTexts(FileStream& file) : archive_(file) {}

  /// The text of this number, from 0; empty if there is none. Valid as long as this.
  /// Throws Error (kBadInput) if what stands before it cannot be read: numbers would be wrong.
  std::string_view at(std::size_t index);

  /// Reads what is left, which shows whether all of the part was as it should be. Throws the same.
  void finish();

  /// How often at() was asked for a text there is none of.
  std::uint64_t missing() const { return missing_; }

  /// Characters that were broken and became U+FFFD.
  std::uint64_t broken() const { return children_ ? children_->broken() : 0; }

 private:
  bool open();
  bool read_next();
  void add(std::string_view text);
  void keep(std::string_view text);

  ArchiveReader archive_;
  std::optional<XmlChildren> children_;
  bool is_open_ = false;
  bool at_end_ = false;
  std::uint64_t missing_ = 0;
  std::deque<std::string> blocks_;  // one behind another, none ever moves
  std::size_t bytes_ = 0;
  std::vector<std::string_view> texts_;
  std::string buffer_;
};

}  // namespace gisa
