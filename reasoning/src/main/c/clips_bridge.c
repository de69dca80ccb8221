/* A narrow door to CLIPS 6.30: create, load, assert, run, read, destroy. Java holds the environment
 * as a number, guards it against use by two threads and after destruction, and passes ASCII only.
 *
 * Functions that reach outside (files, processes, time, randomness) or loop without bound are taken
 * away from every environment before any text is loaded. */
#include <jni.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <clips/clips.h>

typedef struct {
  char *text;
  size_t length;
  size_t capacity;
} Buffer;

typedef struct {
  Buffer errors;
  Buffer output;
  Buffer firings;
} Capture;

#define CAPTURE_LIMIT (1u << 20) /* what a rule base may print or fire before we stop listening */
#define CAPTURE(env) ((Capture *) GetEnvironmentData(env, USER_ENVIRONMENT_DATA))

static const char *FORBIDDEN[] = {
  "system", "exit", "open", "close", "load", "load*", "load-facts", "save", "save-facts", "bload",
  "bsave", "batch", "batch*", "dribble-on", "dribble-off", "remove", "rename", "read", "readline",
  "read-number", "get-char", "constructs-to-c", "random", "seed", "time", "gensym", "gensym*",
  "setgen", "set-strategy", "while", "loop-for-count", "create$", "implode$", "explode$", "eval",
  "build", "clear", "reset", "run", "funcall", "set-salience-evaluation", "ppdefrule", "operating-system",
  "options", "edit", "assert-string", "string-to-field", "expand$", "str-cat", "sym-cat", "format",
  "div", "mod" /* the smallest integer divided by -1 is a signal that ends the process */
};

static void append(Buffer *b, const char *text) {
  size_t n = strlen(text);
  if (b->length + n + 1 > CAPTURE_LIMIT) return;
  if (b->length + n + 1 > b->capacity) {
    size_t wanted = (b->length + n + 1) * 2;
    char *grown = realloc(b->text, wanted);
    if (grown == NULL) return;
    b->text = grown;
    b->capacity = wanted;
  }
  memcpy(b->text + b->length, text, n + 1);
  b->length += n;
}

static jstring take(JNIEnv *jni, Buffer *b) {
  jstring out = (*jni)->NewStringUTF(jni, b->length == 0 ? "" : b->text);
  b->length = 0;
  if (b->text != NULL) b->text[0] = 0;
  return out;
}

static void release(void *env) {
  Capture *c = CAPTURE(env);
  free(c->errors.text);
  free(c->output.text);
  free(c->firings.text);
}

/* --- what CLIPS prints ---------------------------------------------------------------------- */

static int wants(void *env, const char *name) {
  (void) env;
  return strcmp(name, WERROR) == 0 || strcmp(name, WWARNING) == 0 || strcmp(name, "stdout") == 0
      || strcmp(name, "wtrace") == 0 || strcmp(name, "wdisplay") == 0 || strcmp(name, "wdialog") == 0;
}

static int print(void *env, const char *name, const char *text) {
  Capture *c = CAPTURE(env);
  int error = strcmp(name, WERROR) == 0 || strcmp(name, WWARNING) == 0;
  append(error ? &c->errors : &c->output, text);
  return 1;
}

static int leave(void *env, int code) {
  (void) code;
  AbortExit(env); /* nothing in a rule base may end the process */
  return 1;
}

static void parser_error(void *env, const char *file, const char *kind, const char *text, long line) {
  char head[64];
  (void) file;
  if (strcmp(kind, "1") == 0) return;
  snprintf(head, sizeof head, "line %ld: ", line);
  append(&CAPTURE(env)->errors, head);
  append(&CAPTURE(env)->errors, text);
  append(&CAPTURE(env)->errors, "\n");
}

static void before_firing(void *env, void *activation) {
  Buffer *b = &CAPTURE(env)->firings;
  char basis[1024];
  EnvGetActivationBasisPPForm(env, basis, sizeof basis, activation);
  append(b, EnvGetActivationName(env, activation));
  append(b, " ");
  append(b, basis);
  append(b, "\n");
}

/* --- JNI ------------------------------------------------------------------------------------ */

#define NAME(f) Java_dev_warrant_reasoning_diagnose_ClipsLibrary_##f

JNIEXPORT jlong JNICALL NAME(create)(JNIEnv *jni, jclass type) {
  (void) jni;
  (void) type;
  void *env = CreateEnvironment();
  if (env == NULL) return 0;
  if (!AllocateEnvironmentData(env, USER_ENVIRONMENT_DATA, sizeof(Capture), release)) {
    DestroyEnvironment(env);
    return 0;
  }
  memset(CAPTURE(env), 0, sizeof(Capture));
  EnvAddRouter(env, "capture", 100, wants, print, NULL, NULL, leave);
  EnvSetParserErrorCallback(env, parser_error);
  EnvAddBeforeRunFunction(env, "firings", before_firing, 0);
  for (size_t i = 0; i < sizeof FORBIDDEN / sizeof *FORBIDDEN; i++) {
    if (FindFunction(env, FORBIDDEN[i]) != NULL) UndefineFunction(env, FORBIDDEN[i]);
  }
  return (jlong) (intptr_t) env;
}

JNIEXPORT void JNICALL NAME(destroy)(JNIEnv *jni, jclass type, jlong handle) {
  (void) jni;
  (void) type;
  DestroyEnvironment((void *) (intptr_t) handle);
}

/* Returns the error text, empty if everything loaded. */
JNIEXPORT jstring JNICALL NAME(load)(JNIEnv *jni, jclass type, jlong handle, jstring text) {
  void *env = (void *) (intptr_t) handle;
  (void) type;
  const char *source = (*jni)->GetStringUTFChars(jni, text, NULL);
  if (source == NULL) return NULL;
  Buffer *errors = &CAPTURE(env)->errors;
  errors->length = 0;
  int loaded = 0;
  if (OpenStringSource(env, "pack", source, 0)) {
    loaded = LoadConstructsFromLogicalName(env, "pack"); /* TRUE if there were no errors */
    CloseStringSource(env, "pack");
  }
  (*jni)->ReleaseStringUTFChars(jni, text, source);
  if (!loaded && errors->length == 0) append(errors, "the text could not be read");
  return take(jni, errors);
}

JNIEXPORT void JNICALL NAME(reset)(JNIEnv *jni, jclass type, jlong handle) {
  (void) jni;
  (void) type;
  EnvReset((void *) (intptr_t) handle);
}

/* Returns false if CLIPS refused the fact (unknown template or slot, or it exists already). */
JNIEXPORT jboolean JNICALL NAME(assertFact)(JNIEnv *jni, jclass type, jlong handle, jstring fact) {
  void *env = (void *) (intptr_t) handle;
  (void) type;
  const char *source = (*jni)->GetStringUTFChars(jni, fact, NULL);
  if (source == NULL) return JNI_FALSE;
  void *made = EnvAssertString(env, source);
  (*jni)->ReleaseStringUTFChars(jni, fact, source);
  return made != NULL ? JNI_TRUE : JNI_FALSE;
}

JNIEXPORT jlong JNICALL NAME(run)(JNIEnv *jni, jclass type, jlong handle, jlong limit) {
  (void) jni;
  (void) type;
  return (jlong) EnvRun((void *) (intptr_t) handle, limit);
}

JNIEXPORT jstring JNICALL NAME(facts)(JNIEnv *jni, jclass type, jlong handle) {
  void *env = (void *) (intptr_t) handle;
  Buffer all = {NULL, 0, 0};
  char line[2048];
  (void) type;
  for (void *f = EnvGetNextFact(env, NULL); f != NULL; f = EnvGetNextFact(env, f)) {
    EnvGetFactPPForm(env, line, sizeof line, f);
    append(&all, line);
    append(&all, "\n");
  }
  jstring out = take(jni, &all);
  free(all.text);
  return out;
}

JNIEXPORT jstring JNICALL NAME(firings)(JNIEnv *jni, jclass type, jlong handle) {
  (void) type;
  return take(jni, &CAPTURE((void *) (intptr_t) handle)->firings);
}

JNIEXPORT jstring JNICALL NAME(errors)(JNIEnv *jni, jclass type, jlong handle) {
  (void) type;
  return take(jni, &CAPTURE((void *) (intptr_t) handle)->errors);
}
