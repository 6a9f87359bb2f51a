// select, _socket and _posixsubprocess: what would reach other processes and machines. They can be imported, because much of
// the library does that without using them; every use raises PermissionError.
#include <cerrno>

#include "builtin/module_def.h"
#include "builtin/native_type.h"
#include "builtin/posix_files.h"
#include "object/call.h"
#include "object/dict.h"
#include "object/exceptions.h"
#include "object/module.h"
#include "object/str.h"
#include "object/tuple.h"
#include "run/differences.h"
#include "run/errors.h"
#include "run/runtime.h"

namespace innards {

namespace {

Object* refuse() {
  met_difference(Difference::OpenRefused);
  return os_error_text(EPERM, "Innards keeps a program away from other processes and machines", nullptr);
}
Object* refused(Object*, Object**, int64_t, Object*) { return refuse(); }
Object* socket_new(TypeObject*, Object*, Object*) { return refuse(); }
void socket_dealloc(Object* o) { o->ob_type->tp_free(o); }

struct Number {
  const char* name;
  int64_t value;
};

template <int N>
int add_numbers(Object* m, const Number (&numbers)[N]) {
  for (const Number& n : numbers)
    if (module_add_int_constant(m, n.name, n.value) < 0) return -1;
  return 0;
}

// ---- select

const MethodDef kSelectFunctions[] = {
    {"select", refused, kMethFastcall | kMethKeywords, "select($module, rlist, wlist, xlist, timeout=None, /)\n--\n\nRefused."},
    {"poll", refused, kMethFastcall | kMethKeywords, "poll($module, /)\n--\n\nRefused."},
    {},
};
int select_exec(Object* m) {
  static const Number kNumbers[] = {{"POLLIN", 1}, {"POLLPRI", 2}, {"POLLOUT", 4}, {"POLLERR", 8}, {"POLLHUP", 16}, {"POLLNVAL", 32}};
  return add_numbers(m, kNumbers) < 0 ? -1 : module_add_object_ref(m, "error", ExcOSError);
}

// ---- _posixsubprocess

const MethodDef kSubprocessFunctions[] = {{"fork_exec", refused, kMethFastcall | kMethKeywords, "Refused."}, {}};

// ---- _socket

const MethodDef kSocketFunctions[] = {
    {"socketpair", refused, kMethFastcall | kMethKeywords, "Refused."}, {"gethostbyname", refused, kMethFastcall | kMethKeywords, "Refused."},
    {"gethostname", refused, kMethFastcall | kMethKeywords, "Refused."}, {"getaddrinfo", refused, kMethFastcall | kMethKeywords, "Refused."},
    {"getnameinfo", refused, kMethFastcall | kMethKeywords, "Refused."}, {"close", refused, kMethFastcall | kMethKeywords, "Refused."},
    {"dup", refused, kMethFastcall | kMethKeywords, "Refused."},         {},
};

// class NAME(OSError), of the module socket.
int add_error(Object* m, const char* text) {
  Ref<> name(str_from_cstr(text)), bases(tuple_pack(1, static_cast<Object*>(ExcOSError))), dict(dict_new()), module(str_from_cstr("socket"));
  if (!name || !bases || !dict || !module || dict_set_item_str(dict, "__module__", module) < 0) return -1;
  Ref<> type(object_call_function_obj_args(TypeType, name.get(), bases.get(), dict.get(), nullptr));
  return type ? module_add_object_ref(m, text, type) : -1;
}

int socket_exec(Object* m) {
  static const Number kNumbers[] = {{"AF_UNSPEC", 0},   {"AF_UNIX", 1},      {"AF_INET", 2},     {"AF_INET6", 10},    {"SOCK_STREAM", 1},
                                    {"SOCK_DGRAM", 2},  {"SOCK_RAW", 3},     {"SOL_SOCKET", 1},  {"SO_REUSEADDR", 2}, {"SO_ERROR", 4},
                                    {"SO_BROADCAST", 6}, {"SO_REUSEPORT", 15}, {"MSG_PEEK", 2},  {"AI_PASSIVE", 1},   {"IPPROTO_TCP", 6},
                                    {"IPPROTO_UDP", 17}, {"IPPROTO_IPV6", 41}, {"IPV6_V6ONLY", 26}, {"TCP_NODELAY", 1}, {"SHUT_RD", 0},
                                    {"SHUT_WR", 1},     {"SHUT_RDWR", 2},    {"EAI_NONAME", -2}, {"SOMAXCONN", 4096}, {"has_ipv6", 1}};
  if (add_numbers(m, kNumbers) < 0 || add_error(m, "herror") < 0 || add_error(m, "gaierror") < 0) return -1;
  if (module_add_object_ref(m, "error", ExcOSError) < 0 || module_add_object_ref(m, "timeout", ExcTimeoutError) < 0) return -1;
  return module_add_object_ref(m, "socket", TypeSocket) < 0 ? -1 : module_add_object_ref(m, "SocketType", TypeSocket);
}

}  // namespace

void init_Socket_type(TypeObject* t) {
  t->tp_basicsize = sizeof(Object);
  t->tp_dealloc = socket_dealloc;
  t->tp_getattro = object_generic_get_attr;
  t->tp_flags = kTpDefault | kTpBaseType;
  t->tp_new = socket_new;
}

extern const NativeModule k_module_select, k_module__socket, k_module__posixsubprocess;
const NativeModule k_module_select = {"select", "Waiting for files; refused.", kSelectFunctions, select_exec};
const NativeModule k_module__socket = {"_socket", "Connections to other machines; refused.", kSocketFunctions, socket_exec};
const NativeModule k_module__posixsubprocess = {"_posixsubprocess", "Starting processes; refused.", kSubprocessFunctions, nullptr};

}  // namespace innards
