// IncrementalNewlineDecoder for its users: StringIO and TextIOWrapper have one when they must know all kinds of line ends.
#pragma once

#include "object/object.h"

namespace innards {

// IncrementalNewlineDecoder(decoder, translate, errors): new reference. decoder: None when decode() will get str; errors: a str, or
// null for 'strict'.
Object* newline_decoder_new(Object* decoder, bool translate, Object* errors);
// self.decode(input, final) without a call: new reference. `self` must be an IncrementalNewlineDecoder or of a class derived from it.
Object* newline_decoder_decode(Object* self, Object* input, bool final);
// The line ends seen so far: None, a str or a tuple. New reference.
Object* newline_decoder_newlines(Object* self);

}  // namespace innards
