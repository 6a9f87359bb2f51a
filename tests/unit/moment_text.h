// A moment as text, so that two can be compared and a difference can be read.
#pragma once

#include <sstream>
#include <string>

#include "inspect/rows.h"

namespace innards {

inline std::string text_of(const ValueRow& v) {
  return v.id ? v.type + " " + v.text + " rc" + std::to_string(v.refcount) + (v.is_static ? " static" : "") + (v.cut ? " cut" : "") : "NULL";
}
inline std::string text_of(const Moment& m) {
  std::ostringstream out;
  out << "step " << m.step << " finished " << m.finished << " written " << m.stdout_bytes << " " << m.stderr_bytes << " exception " << m.exception << "\n";
  for (const auto* frames : {&m.frames, &m.suspended})
    for (const FrameRow& f : *frames) {
      out << "frame " << f.id << " " << f.depth << " " << f.qualname << " " << f.filename << " " << f.code_id << " " << f.function_id << " " << f.globals_id << " line " << f.line
          << " offset " << f.offset << " span " << f.span.col << "-" << f.span.end_col << " " << f.owner << f.suspended << f.stack_size << " change " << int(f.change) << "\n";
      for (const LocalRow& l : f.locals) out << "  " << l.kind << " " << l.name << " = " << text_of(l.value) << " / " << text_of(l.content) << " change " << int(l.change) << "\n";
      for (const StackRow& s : f.stack) out << "  [" << s.index << "] " << text_of(s.value) << " change " << int(s.change) << "\n";
    }
  for (const ObjectRow& o : m.objects) {
    out << "object " << o.value.id << " " << text_of(o.value) << " size " << o.size << " gc " << o.gc << o.tracked << o.garbage << " change " << int(o.change) << " before " << o.refcount_before << " type " << o.type_id << " left out " << o.refs_left_out << "\n";
    for (const RefRow& r : o.refs) out << "  " << r.label << " -> " << text_of(r.value) << " change " << int(r.change) << "\n";
  }
  out << "left out " << m.objects_left_out << "\n";
  for (const MicroRow& e : m.events) out << "event " << e.kind << " " << e.text << " " << e.object << " " << e.before << " " << e.after << "\n";
  return out.str();
}

}  // namespace innards
