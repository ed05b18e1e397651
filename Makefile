# Every target is also an npm script of the same name. Only Node ≥ 20 and npm must be there before:
# the first target to run installs the rest, Node 24 included.
SHELL := /bin/sh
BIN := $(CURDIR)/node_modules/.bin
export PATH := $(BIN):$(PATH)
.DEFAULT_GOAL := help

.PHONY: help install up stop clean pair build check test unit e2e soak bench secrets ci

help: ## Lists the targets
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

install:
	@node scripts/install.mjs

up: install ## Starts Totem with demo data and stays in front
	@exec $(BIN)/node scripts/up.ts

stop: install ## Ends what `make up` has started
	@$(BIN)/node scripts/stop.ts

pair: install ## Prints another pairing link for a kiosk
	@$(BIN)/node scripts/pair.ts

build: install ## Builds the PWAs whose sources have changed
	@$(BIN)/node scripts/build.ts

check: install ## Types, lint, format, walls, dead code
	@npm run --silent check

test: install ## Everything CI runs
	@$(BIN)/node scripts/test.ts

unit: install ## Unit and integration tests alone
	@npm run --silent unit

e2e: install ## Browser tests alone
	@npm run --silent e2e

soak: install ## Long histories, kills, mutants of the ticket
	@npm run --silent soak

bench: install ## Measures speed and load
	@npm run --silent bench

secrets: install ## Creates the secrets that compose.yaml mounts
	@$(BIN)/node scripts/create-deploy-secrets.ts

clean: install ## Removes builds and caches; with CONFIRM=1 the data too
	@$(BIN)/node scripts/clean.ts

ci: ## What the CI machine runs
	@bash .ci/run
