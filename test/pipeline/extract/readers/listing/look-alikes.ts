/** Pages of lists that are no openings, some of them full of the words of openings. */
import { frame } from './listing-pages.ts'

const list = <T>(items: readonly T[], row: (one: T, index: number) => string): string => items.map(row).join('\n')

const HEADLINES = [
  'How to become a data engineer in a year',
  'Our new managing director takes over in May',
  'Why nurses leave the profession',
  'Interview with our lead developer',
  'Five things every project manager should know',
]
const PRODUCTS = ['Chef knife, 20 cm', 'Engineer boots', 'Nurse watch', 'Office chair Manager', 'Driver seat cover']
const EVENTS = ['Project Manager Meetup', 'Developer Conference', 'Nurses Day', 'Open Data Workshop']
const PEOPLE = [
  ['Jana Novak', 'Marketing Manager'],
  ['Peter Stone', 'Lead Engineer'],
  ['Maria Rossi', 'Head of Sales'],
  ['Tom Baker', 'Office Assistant'],
]
const DEPARTMENTS = ['Engineering', 'Sales & Marketing', 'Finance', 'Customer Service', 'Human Resources', 'Legal']

export const LOOK_ALIKES: Readonly<Record<string, string>> = {
  'blog index': frame(
    `<h1>Blog</h1>${list(HEADLINES, (title, i) => `<article class="post"><h2><a href="/blog/${i}">${title}</a></h2><p class="meta">by Anna Field · March ${i + 1}, 2026 · 5 min read</p><p>Some thoughts on work and life, told by those who know.</p><a href="/blog/${i}">Read more</a></article>`)}`,
  ),
  news: frame(
    `<h2>News</h2><ul>${list(HEADLINES, (title, i) => `<li><span class="date">0${i + 1}.03.2026</span> <a href="/news/${i}">${title}</a></li>`)}</ul>`,
  ),
  'product grid': frame(
    `<h1>Products</h1><div class="grid">${list(PRODUCTS, (title, i) => `<div class="product"><a href="/p/${i}"><img alt=""><h3>${title}</h3></a><span class="price">$${i + 1}9.90</span><button>Add to cart</button></div>`)}</div>`,
  ),
  'events with dates and places': frame(
    `<h1>Events</h1><div>${list(EVENTS, (title, i) => `<div class="event"><h3><a href="/e/${i}">${title}</a></h3><p class="date">${i + 3} May 2026, 18:00</p><p class="venue">Berlin, Germany</p><a href="/e/${i}/rsvp">Register now</a></div>`)}</div>`,
  ),
  'team page': frame(
    `<h1>Our team</h1><div class="people">${list(PEOPLE, ([name, role], i) => `<div class="person"><a href="/team/${i}"><h3>${name}</h3></a><p class="role">${role}</p></div>`)}</div>`,
  ),
  'team page with roles as headings': frame(
    `<h1>Management team</h1><div class="people">${list(PEOPLE, ([name, role]) => `<div class="person"><h4>${role}</h4><p>${name}</p><p>Phone 555 0100</p></div>`)}</div>`,
  ),
  'categories with counts': frame(
    `<h1>Jobs by category</h1><ul>${list(['Engineering (12)', 'Nurse jobs (40)', 'Driver jobs (7)', 'Teacher jobs (19)'], (title, i) => `<li><a href="/c/${i}">${title}</a></li>`)}</ul>`,
  ),
  'searches for places': frame(
    `<h1>Find a job</h1><ul>${list(['Manager jobs in London', 'Developer jobs in Berlin', 'Nurse jobs in Dublin', 'Jobs in Paris'], (title, i) => `<li><a href="/s/${i}">${title}</a></li>`)}</ul>`,
  ),
  'careers landing with departments': frame(
    `<h1>Careers</h1><p>Build something that lasts.</p><h2>Departments</h2><div>${list(DEPARTMENTS, (title, i) => `<div class="tile"><a href="/d/${i}"><h3>${title}</h3><p>What we do and how we work.</p></a></div>`)}</div>`,
  ),
  'careers landing with departments under openings': frame(
    `<h1>Careers</h1><h2>Open positions by team</h2><ul>${list(DEPARTMENTS, (title, i) => `<li><a href="/d/${i}">${title}</a></li>`)}</ul>`,
  ),
  'questions and answers': frame(
    `<h1>Frequently asked questions</h1>${list(['How do I apply as a nurse?', 'Can an engineer work from home?', 'Who is my manager?', 'When will I hear from a recruiter?'], (title) => `<div class="faq"><h3><button>${title}</button></h3><div><p>Please see the page of our recruiting team.</p></div></div>`)}`,
  ),
  'forum threads': frame(
    `<h1>Forum: Career</h1><table><tr><th>Topic</th><th>Author</th><th>Replies</th></tr>${list(['Is a PhD worth it for a data analyst?', 'Salary of a junior developer', 'Leaving my job as a teacher'], (title, i) => `<tr><td><a href="/t/${i}">${title}</a></td><td>user${i}</td><td>${i * 7 + 2}</td></tr>`)}</table>`,
  ),
  'book list': frame(
    `<h1>Books</h1><ul>${list(['The Pragmatic Programmer', 'The Effective Engineer', 'The Making of a Manager', 'The Night Nurse'], (title, i) => `<li class="book"><a href="/b/${i}">${title}</a> <span>by Jane Roe</span> <span class="price">$${i + 1}4.99</span> Paperback</li>`)}</ul>`,
  ),
  'recipe list': frame(
    `<h1>Recipes</h1>${list(['Baker style rolls', 'Chef salad', 'Butcher stew', 'Farmer omelette'], (title, i) => `<div class="recipe"><h3><a href="/r/${i}">${title}</a></h3><p>Prep time 20 min · serves 4 · 350 kcal</p></div>`)}`,
  ),
  'list of courses': frame(
    `<h1>Courses</h1>${list(['Certified Project Manager', 'Data Analyst Bootcamp', 'Become a Python Developer', 'Nurse Assistant Course'], (title, i) => `<div class="course"><h3><a href="/course/${i}">${title}</a></h3><p>12 lessons · $${i + 1}99.00</p><a href="/course/${i}/enrol">Enrol now</a></div>`)}`,
  ),
  'press releases': frame(
    `<h1>Press releases</h1><table><tr><th>Date</th><th>Title</th></tr>${list(['Northwind appoints new chief engineer', 'Harbour Foods opens site in Berlin', 'New head of sales joins Cargo Group'], (title, i) => `<tr><td>0${i + 1}.02.2026</td><td><a href="/press/${i}">${title}</a></td></tr>`)}</table>`,
  ),
  'list of cookies': frame(
    `<h1>Welcome</h1><table><tr><th>Name</th><th>Provider</th><th>Expires</th><th>Type</th></tr>${list(['session', 'cookie_manager', 'analyst_id'], (title) => `<tr><td>${title}</td><td>example.org</td><td>1 year</td><td>HTTP</td></tr>`)}</table>`,
  ),
}
