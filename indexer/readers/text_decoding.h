/// The bytes of files to text that is UTF-8 for certain.
///
/// Threads: every function may be called from any thread at once.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/utf8.h"

namespace gisa {

/// The text of a file: without byte order mark, each broken sequence replaced by U+FFFD.
/// Throws Error (kBadInput) if the file is blank, or if more than 30 % of its characters are
/// broken, or if it is UTF-16 by its byte order mark: then it is in another encoding, which the
/// message names.
std::string decode_text_file(std::string_view bytes);

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
