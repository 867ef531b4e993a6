/// The bytes of files to text that is UTF-8 for certain.
///
/// Threads: every function may be called from any thread at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/text/utf8.h"

namespace gisa {

/// The text of a file, in whichever of the encodings of text_encoding.h it is: without byte order
/// mark, each broken sequence replaced by U+FFFD; these are added to `broken`.
/// Throws Error (kBadInput) if the file is blank, or if more than 30 % of its characters are
/// broken: then it is binary or in another encoding.
std::string decode_text_file(std::string_view bytes, std::uint64_t& broken);

/// True if `character`, decoded at `position`, stands for broken bytes and not for a U+FFFD that
/// was in the text.
bool is_broken(std::string_view text, std::size_t position, const DecodedCharacter& character);

/// The byte where the first broken sequence begins; npos if the text is valid UTF-8.
std::size_t find_invalid_utf8(std::string_view text);

/// `text` without a byte order mark at its front.
std::string_view without_bom(std::string_view text);

/// True if the text holds nothing but white space (ASCII, U+00A0, U+3000) and byte order marks.
bool is_blank(std::string_view text);

}  // namespace gisa
