/* What Wagtail's content checker runs for the rules of cms/admin/content_checker.py. Loaded
   after the bar and before it looks at the page. */

const saysMore = (link, { pattern }) =>
  !new RegExp(pattern, "iu").test(link.textContent.replace(/\s+/g, " ").trim());

const bar = document.querySelector("wagtail-userbar");
for (const check of ["check-vague-link", "check-bare-address"]) bar?.registerCheck(check, saysMore);
