package dev.radicchio.link.problem;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The calls in a module's source that give a message its arguments, whether a test makes them or
 * not: each has as many as the message has places, and integers where it has numbers.
 *
 * <p>That is every call of a method with {@code Object...} at its end that belongs to a {@link
 * ProblemKind} or takes one. Which kind it is, the source has to tell: by a constant, a choice of
 * two, a variable, or the parameter of a method whose callers tell.
 */
public final class MessageCalls {
  private static final Pattern NAMES_A_KIND = Pattern.compile("\\b(Problem|Diagnostic)(Code|Kind)");

  private final Map<String, ProblemKind> kinds = new HashMap<>();
  private final Map<String, String> placesFilled;
  private final List<TreePath> calls = new ArrayList<>();
  private final Map<Element, List<TreePath>> assigned = new HashMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private Trees trees;
  private Types types;
  private TypeMirror kindType;
  private int checked;

  private MessageCalls(List<ProblemKind> kinds, Map<String, String> placesFilled) {
    kinds.forEach(kind -> this.kinds.put(kind.getClass().getName() + "." + kind.name(), kind));
    this.placesFilled = placesFilled;
  }

  /**
   * What is wrong, a line each.
   *
   * @param sources the root of the module's source
   * @param kinds those that it may name
   * @param placesFilled methods that pass arguments on behind others, with the places that those
   *     fill; or {@code *} where the kinds are known at run time only
   */
  public static List<String> mistakes(
      Path sources, List<ProblemKind> kinds, Map<String, String> placesFilled) throws IOException {
    MessageCalls calls = new MessageCalls(kinds, placesFilled);
    calls.check(sources);
    System.out.println("messages: the arguments of " + calls.checked + " calls in " + sources);
    return calls.mistakes;
  }

  private void check(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  problem -> {},
                  List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjectsFromPaths(namingKinds(sources)));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      trees = Trees.instance(task);
      types = task.getTypes();
      kindType = task.getElements().getTypeElement(ProblemKind.class.getName()).asType();
      units.forEach(unit -> new Collector().scan(unit, null));
      calls.forEach(this::checkCall);
    }
  }

  private static List<Path> namingKinds(Path sources) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(sources)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (NAMES_A_KIND.matcher(Files.readString(file)).find()) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Collects calls, and what variables are given. */
  private final class Collector extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
      calls.add(getCurrentPath());
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitVariable(VariableTree variable, Void unused) {
      if (variable.getInitializer() != null) {
        assign(trees.getElement(getCurrentPath()), variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public Void visitAssignment(AssignmentTree assignment, Void unused) {
      Element variable = trees.getElement(new TreePath(getCurrentPath(), assignment.getVariable()));
      assign(variable, assignment.getExpression());
      return super.visitAssignment(assignment, null);
    }

    private void assign(Element variable, ExpressionTree value) {
      assigned
          .computeIfAbsent(variable, unknown -> new ArrayList<>())
          .add(new TreePath(getCurrentPath(), value));
    }
  }

  private void checkCall(TreePath path) {
    MethodInvocationTree call = (MethodInvocationTree) path.getLeaf();
    if (!(trees.getElement(path) instanceof ExecutableElement method) || !takesArguments(method)) {
      return;
    }
    ExpressionTree kind = kind(call, method);
    if (kind == null) {
      return;
    }
    int fixed = method.getParameters().size() - 1;
    List<? extends ExpressionTree> arguments =
        call.getArguments().subList(fixed, call.getArguments().size());
    StringBuilder given = new StringBuilder(placesFilled.getOrDefault(name(method), ""));
    for (ExpressionTree argument : arguments) {
      TypeMirror type = trees.getTypeMirror(new TreePath(path, argument));
      if (type.getKind() == TypeKind.ARRAY) {
        if (!isPassedOn(path)) {
          mistakes.add(where(path) + ": say which places the method fills");
        }
        return; // The callers of the method that this is in have been looked at.
      }
      given.append(isInteger(type) ? 'd' : 's');
    }
    if (given.toString().contains("*")) {
      return;
    }
    Set<ProblemKind> possible = new LinkedHashSet<>();
    if (!addKinds(new TreePath(path, kind), possible)) {
      mistakes.add(where(path) + ": nothing tells of which kind the problem is");
    }
    checked++;
    possible.stream()
        .filter(each -> !fits(given.toString(), each.message().places()))
        .forEach(
            each ->
                mistakes.add(
                    where(path)
                        + ": "
                        + each.name()
                        + " has places for "
                        + each.message().places()
                        + ", not for "
                        + given));
  }

  private static boolean takesArguments(ExecutableElement method) {
    if (!method.isVarArgs()) {
      return false;
    }
    TypeMirror last = method.getParameters().get(method.getParameters().size() - 1).asType();
    return ((ArrayType) last).getComponentType().toString().equals("java.lang.Object");
  }

  /** The expression for the kind of a problem that a call makes; null if it makes none. */
  private ExpressionTree kind(MethodInvocationTree call, ExecutableElement method) {
    for (int i = 0; i < method.getParameters().size(); i++) {
      if (isKind(method.getParameters().get(i).asType())) {
        return call.getArguments().get(i);
      }
    }
    return isKind(method.getEnclosingElement().asType())
            && call.getMethodSelect() instanceof MemberSelectTree select
        ? select.getExpression()
        : null;
  }

  private boolean isKind(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && types.isSubtype(type, kindType);
  }

  /** Whether the method that a call is in says that it takes arguments of a kind of problem. */
  private boolean isPassedOn(TreePath call) {
    ExecutableElement method = enclosingMethod(call);
    return takesArguments(method)
        && (placesFilled.containsKey(name(method))
            || (isArgumentOf(method, call) && makesProblem(method)));
  }

  private boolean makesProblem(ExecutableElement method) {
    return isKind(method.getEnclosingElement().asType())
        || method.getParameters().stream().map(VariableElement::asType).anyMatch(this::isKind);
  }

  private boolean isArgumentOf(ExecutableElement method, TreePath call) {
    List<? extends ExpressionTree> arguments =
        ((MethodInvocationTree) call.getLeaf()).getArguments();
    Element last = trees.getElement(new TreePath(call, arguments.get(arguments.size() - 1)));
    return method.getParameters().get(method.getParameters().size() - 1).equals(last);
  }

  private ExecutableElement enclosingMethod(TreePath path) {
    TreePath at = path;
    while (!(at.getLeaf() instanceof MethodTree)) {
      at = at.getParentPath();
    }
    return (ExecutableElement) trees.getElement(at);
  }

  /** Adds the kinds that an expression may have as its value; false if they are not known. */
  private boolean addKinds(TreePath path, Set<ProblemKind> found) {
    Tree expression = path.getLeaf();
    if (expression instanceof ParenthesizedTree inner) {
      return addKinds(new TreePath(path, inner.getExpression()), found);
    } else if (expression instanceof ConditionalExpressionTree choice) {
      boolean known = addKinds(new TreePath(path, choice.getTrueExpression()), found);
      return addKinds(new TreePath(path, choice.getFalseExpression()), found) && known;
    }
    Element element =
        expression instanceof IdentifierTree || expression instanceof MemberSelectTree
            ? trees.getElement(path)
            : null;
    if (element == null) {
      return false;
    } else if (element.getKind() == ElementKind.ENUM_CONSTANT) {
      ProblemKind kind = kinds.get(element.getEnclosingElement() + "." + element.getSimpleName());
      if (kind != null) {
        found.add(kind);
      }
      return kind != null;
    }
    List<TreePath> values =
        element.getKind() == ElementKind.PARAMETER
            ? passed((ExecutableElement) element.getEnclosingElement(), element)
            : assigned.getOrDefault(element, List.of());
    return !values.isEmpty() && values.stream().allMatch(value -> addKinds(value, found));
  }

  /** What the callers of a method pass as one of its parameters. */
  private List<TreePath> passed(ExecutableElement method, Element parameter) {
    int index = method.getParameters().indexOf(parameter);
    return calls.stream()
        .filter(call -> method.equals(trees.getElement(call)))
        .map(
            call ->
                new TreePath(
                    call, ((MethodInvocationTree) call.getLeaf()).getArguments().get(index)))
        .toList();
  }

  private boolean isInteger(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      Name name = ((TypeElement) declared.asElement()).getQualifiedName();
      return name.contentEquals("java.lang.Integer") || name.contentEquals("java.lang.Long");
    }
    return type.getKind() == TypeKind.INT || type.getKind() == TypeKind.LONG;
  }

  private static boolean fits(String given, String places) {
    if (given.length() != places.length()) {
      return false;
    }
    for (int i = 0; i < given.length(); i++) {
      if (places.charAt(i) != 's' && given.charAt(i) == 's') {
        return false;
      }
    }
    return true;
  }

  private static String name(ExecutableElement method) {
    return method.getEnclosingElement().getSimpleName() + "." + method.getSimpleName();
  }

  private String where(TreePath path) {
    CompilationUnitTree unit = path.getCompilationUnit();
    long position = trees.getSourcePositions().getStartPosition(unit, path.getLeaf());
    return Path.of(unit.getSourceFile().getName()).getFileName()
        + ":"
        + unit.getLineMap().getLineNumber(position);
  }
}
